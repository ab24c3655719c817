import type { RequesterRecord } from '@sidelight/shared/record/helpdesk.ts';
import { type Ask, type Failed, type Found, isFailed, isKnown } from './ask-crm.ts';
import { domainOf, withoutTag } from './email.ts';
import type { KnownReads } from './known-reads.ts';
import { accountsRecord, contactRecord } from './records.ts';
import type { Lead } from './resolve.ts';

/** The requester in the CRM, and by what they were found. */
export interface FoundContact {
  readonly id: string | null;
  readonly found: Found;
  readonly by: 'requester_external_id' | 'email';
}

/** By the id somebody has synced into the helpdesk, else by address. */
export async function findContact(
  ask: Ask,
  reads: KnownReads,
  requester: RequesterRecord,
  email: string | undefined,
): Promise<FoundContact> {
  if (requester.externalId !== null) {
    const found = await ask(reads.contact, { by: 'external_id', value: requester.externalId });
    if (found !== 'nobody') return { id: contactId(found), found, by: 'requester_external_id' };
  }
  const found: Found = email === undefined ? 'nobody' : await ask(reads.contact, { by: 'email', value: email });
  return { id: contactId(found), found, by: 'email' };
}

const contactId = (found: Found) => (isKnown(found) ? contactRecord(found.known).id : null);

/** Every account the contact belongs to. */
export function leadsOfContact({ found, by }: FoundContact): Lead[] {
  if (!isKnown(found)) return [];
  return contactRecord(found.known).accountIds.map((accountId) => ({ accountId, evidence: by }));
}

/** The address without its `+tag`, else the companies that own its domain. */
export async function weakLeads(
  ask: Ask,
  reads: KnownReads,
  freeMailDomains: ReadonlySet<string>,
  email: string,
): Promise<Lead[] | Failed> {
  const untagged = withoutTag(email);
  if (untagged !== undefined) {
    const found = await ask(reads.contact, { by: 'email', value: untagged });
    if (isFailed(found)) return found;
    const leads = leadsOfContact({ id: null, found, by: 'email' });
    if (leads.length > 0) return leads.map(({ accountId }) => ({ accountId, evidence: 'email_without_tag' }));
  }
  const domain = domainOf(email);
  if (freeMailDomains.has(domain)) return [];
  const found = await ask(reads.domain, { by: 'domain', value: domain });
  if (isFailed(found)) return found;
  if (!isKnown(found)) return [];
  const { accounts } = accountsRecord(found.known);
  return accounts.map(({ id }) => ({ accountId: id, evidence: 'domain' }));
}
