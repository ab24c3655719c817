import { z } from 'zod';

/** All values are text; '' is a cleared one. Only what was asked for comes, and the vendor's own few. */
const properties = z.record(z.string(), z.string().nullable());

export const WireCompany = z.object({ id: z.string().min(1), properties, updatedAt: z.string() });
export type WireCompany = z.infer<typeof WireCompany>;

export const WireAssociation = z.object({ id: z.string(), type: z.string() });
export type WireAssociation = z.infer<typeof WireAssociation>;

const Paging = z.object({ next: z.object({ after: z.string() }).optional() }).optional();

/** What a property has held, the newest first. One that is odd says nothing, and keeps nobody from being found. */
const history = z
  .record(z.string(), z.array(z.object({ value: z.string(), timestamp: z.iso.datetime() })))
  .nullish()
  .catch(undefined);

export const WireContact = z.object({
  id: z.string().min(1),
  properties,
  /** Of what was asked with its history. */
  propertiesWithHistory: history,
  updatedAt: z.string(),
  /** Absent when there are none. A company comes once for each label it is associated by. */
  associations: z
    .object({ companies: z.object({ results: z.array(z.unknown()), paging: Paging }).optional() })
    .optional(),
});
export type WireContact = z.infer<typeof WireContact>;

/** Batch read. A batch with unknown ids answers 207 and says so in `errors`. */
export const WireCompanies = z.object({
  results: z.array(WireCompany),
  errors: z.array(z.object({ category: z.string() })).optional(),
});
export type WireCompanies = z.infer<typeof WireCompanies>;

/** A search, of which each hit is looked at by itself. */
export const WireSearch = z.object({ total: z.int(), results: z.array(z.unknown()) });

/** Whose address it is among further ones. */
export const WireOtherEmails = z.object({
  id: z.string().min(1),
  properties: z.object({ hs_additional_emails: z.string().nullable().optional() }),
});

/** https://developers.hubspot.com/docs/api-reference/account-account-info-v3/details */
export const WireDetails = z.object({
  portalId: z.int(),
  /** Seen so far: `STANDARD`, `SANDBOX`, `DEVELOPER_TEST`, `APP_DEVELOPER`. */
  accountType: z.string(),
  timeZone: z.string(),
  uiDomain: z.string(),
});

/** The vendor's own 404. Any other one comes from something else: a wrong host or prefix, a proxy. */
export const WireNotFound = z.object({ status: z.literal('error'), message: z.string() });

/** Only the metadata say which stage is a won one: they are texts. */
export const WirePipelines = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      stages: z.array(
        z.object({
          id: z.string(),
          label: z.string(),
          metadata: z.object({ isClosed: z.string().optional(), probability: z.string().optional() }),
        }),
      ),
    }),
  ),
});
export type WirePipelines = z.infer<typeof WirePipelines>;
