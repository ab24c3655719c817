import { z } from 'zod';

/** `crm.contact`: one person. `properties` holds what the map asked for, by the vendor's names; '' is cleared, so null. */
export const ContactRecord = z.strictObject({
  id: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  /** Further addresses the same person writes from. */
  otherEmails: z.array(z.string()),
  accountIds: z.array(z.string()),
  /** The vendor's own "primary" association, where it has one. A hint for display, never a tie-break for billing. */
  primaryAccountId: z.string().nullable(),
  properties: z.record(z.string(), z.string().nullable()),
  /** Since when a property holds its value (ISO 8601): of those of which the map asks it, where the vendor says. */
  since: z.record(z.string(), z.string()).default({}),
});
export type ContactRecord = z.infer<typeof ContactRecord>;

/** `crm.account`: one company. Its id may differ from the one asked for when records were merged. */
export const AccountRecord = z.strictObject({
  id: z.string(),
  name: z.string().nullable(),
  properties: z.record(z.string(), z.string().nullable()),
});
export type AccountRecord = z.infer<typeof AccountRecord>;

/** `crm.domain`: companies that own a mail domain. */
export const AccountsRecord = z.strictObject({
  accounts: z.array(AccountRecord),
});
export type AccountsRecord = z.infer<typeof AccountsRecord>;

/** `crm.sales`: what sales has done with one company. To be read, never to be changed from here. */
export const SalesRecord = z.strictObject({
  /** Open ones first, and of those what is to be closed next; then won and lost ones, the newest first. A few of each. */
  deals: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string().nullable(),
      /** By its name in its pipeline. */
      stage: z.string(),
      state: z.enum(['open', 'won', 'lost']),
      /** A decimal string in major units of the currency. */
      amount: z.strictObject({ amount: z.string(), currency: z.string() }).nullable(),
      /** Of an open one, when it is expected to be closed; of the others, when it was. */
      closesAt: z.string().nullable(),
      owner: z.string().nullable(),
    }),
  ),
  /** All there are, also beyond those above. */
  openDeals: z.int(),
  /** Calls and meetings, the newest first; one that is planned may still be to come. */
  calls: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(['call', 'meeting']),
      title: z.string().nullable(),
      /** The vendor's own word, in lower case. */
      outcome: z.string().nullable(),
      at: z.string(),
      owner: z.string().nullable(),
    }),
  ),
  /** The note that is pinned to the top of the company's page, as plain text. */
  pinned: z.strictObject({ text: z.string(), at: z.string(), owner: z.string().nullable() }).nullable().default(null),
});
export type SalesRecord = z.infer<typeof SalesRecord>;

/** `crm.details`: the account that the connection opens, whatever it holds. */
export const CrmDetailsRecord = z.strictObject({
  portalId: z.string(),
  /** The vendor's own word for it. */
  accountType: z.string(),
  timeZone: z.string(),
  uiDomain: z.string(),
});
export type CrmDetailsRecord = z.infer<typeof CrmDetailsRecord>;
