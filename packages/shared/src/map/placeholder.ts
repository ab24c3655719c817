/** What a fallback's `{{…}}` may name besides `console.<connector>`: filled in from the ticket at hand. */
export const PLACEHOLDERS = [
  'ticket.id',
  'requester.name',
  'requester.email',
  'organization.name',
  'account.id',
  'account.billing_id',
  'billing.customers',
] as const;

/** For whoever helps the customer, and for no customer: others than they may be among these. */
export const STAFF_PLACEHOLDERS: readonly string[] = ['billing.customers'];

/** Matches one placeholder; its name is the first group. */
export const PLACEHOLDER = /\{\{\s*([a-z_.]+)\s*\}\}/gi;
