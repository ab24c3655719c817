import type { Account, Contact } from '../company/bundle.ts';
import { iso } from '../company/clock.ts';

type Properties = Readonly<Record<string, string | null>>;

/**
 * Only what was asked for, plus the three the vendor always adds. A property that is known and
 * empty answers null, a name it does not know is left out without a word.
 */
const chosen = (all: Properties, always: readonly string[], byDefault: readonly string[], asked: readonly string[]) => {
  const names = [...always, ...(asked.length === 0 ? byDefault : asked)];
  return Object.fromEntries(names.filter((name) => name in all).map((name) => [name, all[name] ?? null]));
};

export const companyProperties = [
  'name',
  'domain',
  'hs_additional_domains',
  'customer_tier',
  'account_owner_name',
  'stripe_customer_id',
  'product_account_id',
  'hs_parent_company_id',
  'hs_merged_object_ids',
];
export const contactProperties = ['email', 'hs_additional_emails', 'firstname', 'lastname', 'jobtitle', 'city'];

const frame = (id: string, createdAtMs: number, updatedAtMs: number) => ({
  id,
  createdAt: iso(createdAtMs),
  updatedAt: iso(updatedAtMs),
  archived: false,
});

export function companyObject(account: Account, asked: readonly string[]) {
  const all: Properties = {
    createdate: iso(account.createdAtMs),
    hs_lastmodifieddate: iso(account.updatedAtMs),
    hs_object_id: account.id,
    name: account.name,
    domain: account.domain,
    hs_additional_domains: account.otherDomains?.join(';') ?? null,
    customer_tier: account.tier,
    account_owner_name: account.owner,
    stripe_customer_id: account.billingId,
    product_account_id: account.telemetryId,
    hs_parent_company_id: account.parentId,
    hs_merged_object_ids: account.formerIds.length === 0 ? null : account.formerIds.join(';'),
  };
  const always = ['createdate', 'hs_lastmodifieddate', 'hs_object_id'];
  return {
    ...frame(account.id, account.createdAtMs, account.updatedAtMs),
    properties: chosen(all, always, ['name', 'domain'], asked),
  };
}

export function contactObject(contact: Contact, asked: readonly string[], withCompanies: boolean) {
  const all: Properties = {
    createdate: iso(contact.createdAtMs),
    lastmodifieddate: iso(contact.updatedAtMs),
    hs_object_id: contact.id,
    email: contact.email,
    hs_additional_emails: contact.otherEmails?.join(';') ?? null,
    firstname: contact.firstName,
    lastname: contact.lastName,
    jobtitle: contact.jobTitle,
    city: contact.city,
  };
  const always = ['createdate', 'lastmodifieddate', 'hs_object_id'];
  return {
    ...frame(contact.id, contact.createdAtMs, contact.updatedAtMs),
    properties: chosen(all, always, ['email', 'firstname', 'lastname'], asked),
    ...(withCompanies && contact.accountIds.length > 0 ? { associations: { companies: associationsOf(contact) } } : {}),
  };
}

/** A page of them; there is no parameter for the next. */
const MAX_ASSOCIATIONS = 100;

function associationsOf(contact: Contact) {
  const all = contact.accountIds.flatMap((id) => associationOf(contact, id));
  const results = all.slice(0, MAX_ASSOCIATIONS);
  if (all.length === results.length) return { results };
  const link = `https://api.hubapi.com/crm/objects/2026-03/contacts/${contact.id}/associations/companies`;
  return { results, paging: { next: { after: results.at(-1)!.id, link } } };
}

/** The primary company is listed twice: once as primary, once as any other. */
const associationOf = (contact: Contact, id: string) => [
  ...(contact.primaryAccountId === id ? [{ id, type: 'contact_to_company' }] : []),
  { id, type: 'contact_to_company_unlabeled' },
];
