import type { Account, Contact, Deal, PinnedNote, Talk } from '../company/bundle.ts';
import { DAY_MS, iso } from '../company/clock.ts';
import type { HubspotKind } from './hubspot-properties.ts';

/** One value a property had, as its history tells it. */
export interface Version {
  readonly value: string;
  readonly atMs: number;
  readonly sourceType: string;
  readonly sourceId: string;
  readonly userId?: number | undefined;
  readonly label?: string | undefined;
}

/** What a record was when the world began. */
export interface Base {
  readonly id: string;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  readonly properties: Readonly<Record<string, string | null>>;
  /** Of those that were not there from the beginning. */
  readonly changedAtMs?: Readonly<Record<string, number>>;
  readonly companyIds: readonly string[];
  readonly primaryCompanyId: string | null;
  readonly formerIds: readonly string[];
}

/** What has happened to a record since, or all there is of one that was made since. */
export interface Overlay {
  readonly id: string;
  readonly createdAtMs: number;
  /** Whether there was no such record when the world began. */
  readonly isNew: boolean;
  modifiedAtMs: number;
  /** Newest first. */
  readonly versions: Map<string, Version[]>;
  archivedAtMs?: number;
  mergedInto?: string;
  readonly absorbed: string[];
  companyIds?: string[];
  primaryCompanyId?: string;
}

/** A record as it stands. */
export interface Row {
  readonly kind: HubspotKind;
  readonly id: string;
  readonly createdAtMs: number;
  readonly modifiedAtMs: number;
  readonly base: Base | undefined;
  readonly overlay: Overlay | undefined;
}

export const modifiedProperty = (kind: HubspotKind): string =>
  kind === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate';

export const contactBase = (contact: Contact): Base => ({
  id: contact.id,
  createdAtMs: contact.createdAtMs,
  updatedAtMs: contact.updatedAtMs,
  properties: {
    email: contact.email,
    hs_additional_emails: contact.otherEmails?.join(';') ?? null,
    firstname: contact.firstName,
    lastname: contact.lastName,
    jobtitle: contact.jobTitle,
    city: contact.city,
    hs_email_optout: contact.marketing?.unsubscribedAtMs === undefined ? null : 'true',
    hs_legal_basis: contact.marketing?.agreedAtMs === undefined ? null : 'Freely given consent from contact',
    hs_marketable_status: contact.marketing?.isMarketable === undefined ? null : String(contact.marketing.isMarketable),
  },
  changedAtMs: {
    ...(contact.marketing?.unsubscribedAtMs && { hs_email_optout: contact.marketing.unsubscribedAtMs }),
    ...(contact.marketing?.agreedAtMs && { hs_legal_basis: contact.marketing.agreedAtMs }),
  },
  companyIds: contact.accountIds,
  primaryCompanyId: contact.primaryAccountId,
  formerIds: [],
});

export const companyBase = (account: Account, pinnedId: string | null): Base => ({
  id: account.id,
  createdAtMs: account.createdAtMs,
  updatedAtMs: account.updatedAtMs,
  properties: {
    name: account.name,
    domain: account.domain,
    hs_additional_domains: account.otherDomains?.join(';') ?? null,
    customer_tier: account.tier,
    account_owner_name: account.owner,
    stripe_customer_id: account.billingId,
    product_account_id: account.telemetryId,
    hs_parent_company_id: account.parentId,
    hs_pinned_engagement_id: pinnedId,
  },
  companyIds: [],
  primaryCompanyId: null,
  formerIds: account.formerIds,
});

const ofCompany = (accountId: string) => ({ companyIds: [accountId], primaryCompanyId: accountId, formerIds: [] });

export const dealBase = (deal: Deal): Base => ({
  ...{ id: deal.id, createdAtMs: deal.closesAtMs - DEAL_TAKES_MS, updatedAtMs: deal.closesAtMs - DEAL_TAKES_MS },
  properties: {
    ...{ dealname: deal.name, pipeline: deal.pipeline, dealstage: deal.stage, amount: deal.amount },
    ...{ deal_currency_code: deal.currency, closedate: iso(deal.closesAtMs), hubspot_owner_id: deal.ownerId },
  },
  ...ofCompany(deal.accountId),
});
const DEAL_TAKES_MS = 90 * DAY_MS;

export const talkBase = (talk: Talk): Base => ({
  ...{ id: talk.id, createdAtMs: talk.atMs, updatedAtMs: talk.atMs },
  properties: {
    ...{ hs_timestamp: iso(talk.atMs), hubspot_owner_id: talk.ownerId },
    ...(talk.kind === 'calls'
      ? { hs_call_title: talk.title, hs_call_status: talk.outcome }
      : { hs_meeting_title: talk.title, hs_meeting_outcome: talk.outcome }),
  },
  ...ofCompany(talk.accountId),
});

export const noteBase = (note: PinnedNote): Base => ({
  ...{ id: note.id, createdAtMs: note.atMs, updatedAtMs: note.atMs },
  properties: { hs_timestamp: iso(note.atMs), hs_note_body: note.body, hubspot_owner_id: note.ownerId },
  ...ofCompany(note.accountId),
});

/** A value as it stands; null for one that is empty. */
export function valueIn(row: Row, property: string): string | null {
  if (property === 'hs_object_id') return row.id;
  if (property === 'createdate') return iso(row.createdAtMs);
  if (property === modifiedProperty(row.kind)) return iso(row.modifiedAtMs);
  if (property === 'associatedcompanyid' && row.kind === 'contacts') return primaryCompanyOf(row);
  if (property === 'hs_merged_object_ids') {
    return [...(row.base?.formerIds ?? []), ...(row.overlay?.absorbed ?? [])].join(';') || null;
  }
  const latest = row.overlay?.versions.get(property)?.[0];
  return (latest ? latest.value : row.base?.properties[property]) || null;
}

/** Newest first. What was there when the world began came by an import. */
export function historyOf(row: Row, property: string): readonly Version[] {
  const first = row.base?.properties[property];
  const since = row.overlay?.versions.get(property) ?? [];
  if (!first) return since;
  const atMs = row.base?.changedAtMs?.[property] ?? row.createdAtMs;
  return [...since, { value: first, atMs, sourceType: 'IMPORT', sourceId: '1' }];
}

export const companiesOf = (row: Row): readonly string[] => row.overlay?.companyIds ?? row.base?.companyIds ?? [];
export const primaryCompanyOf = (row: Row): string | null =>
  row.overlay?.primaryCompanyId ?? row.base?.primaryCompanyId ?? null;
