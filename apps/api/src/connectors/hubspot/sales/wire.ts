import { z } from 'zod';

/** One page of the ids that are tied to a company. One that is tied by several labels comes once for each. */
const Ties = z.object({
  results: z.array(z.object({ id: z.string().min(1) })),
  paging: z.object({ next: z.object({ after: z.string() }).optional() }).optional(),
});
export type WireTies = z.infer<typeof Ties>;

/** What is empty is null or '', and a property that the account does not have is left out. */
const text = z
  .string()
  .nullish()
  .transform((value) => value || null);
const moment = z
  .union([z.iso.datetime(), z.literal('')])
  .nullish()
  .transform((value) => value || null);

/** A company with what is tied to it; a kind of which there is nothing is left out. */
export const WireTied = z.object({
  id: z.string().min(1),
  updatedAt: z.string(),
  properties: z.object({ hs_pinned_engagement_id: text }).nullish(),
  associations: z.object({ deals: Ties.optional(), calls: Ties.optional(), meetings: Ties.optional() }).optional(),
});
export type WireTied = z.infer<typeof WireTied>;

/** A batch, or the hits of a search; each record is looked at by itself. */
export const WireRecords = z.object({
  total: z.int().optional(),
  results: z.array(z.unknown()),
  errors: z.array(z.object({ category: z.string() })).optional(),
});

export const WireDeal = z.object({
  id: z.string().min(1),
  properties: z.object({
    dealname: text,
    dealstage: z.string(),
    pipeline: z.string(),
    amount: text,
    /** Only where an account has several currencies. */
    deal_currency_code: text,
    closedate: moment,
    hubspot_owner_id: text,
  }),
});
export type WireDeal = z.infer<typeof WireDeal>;

export const WireCall = z.object({
  id: z.string().min(1),
  properties: z.object({
    hs_timestamp: z.iso.datetime(),
    hs_call_title: text,
    hs_call_status: text,
    hubspot_owner_id: text,
  }),
});

export const WireMeeting = z.object({
  id: z.string().min(1),
  properties: z.object({
    hs_timestamp: z.iso.datetime(),
    hs_meeting_title: text,
    hs_meeting_outcome: text,
    hubspot_owner_id: text,
  }),
});

export const WireNote = z.object({
  id: z.string().min(1),
  properties: z.object({ hs_timestamp: z.iso.datetime(), hs_note_body: text, hubspot_owner_id: text }),
});

/** What amounts are in where a deal does not say. */
export const WireCurrency = z.object({ companyCurrency: z.string().regex(/^[A-Z]{3}$/) });
