import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { ContactRecord } from '@sidelight/shared/record/crm.ts';
import type { RequesterRecord } from '@sidelight/shared/record/helpdesk.ts';
import { withoutTag } from '@sidelight/shared/without-tag.ts';
import type { Link } from '../ports.ts';
import { type Ask, type Failed, type Found, isFailed, isKnown } from './ask-crm.ts';
import { domainOf, normaliseEmail, ownDomain } from './email.ts';
import type { IdentifyDeps, Party } from './identity.ts';
import type { Lead } from './resolve.ts';

/** The requester in the CRM, and by what they were found. */
interface FoundContact {
  readonly id: string | null;
  readonly found: Found<ContactRecord>;
  readonly by: 'requester_external_id' | 'email';
}

export type Leads =
  | { readonly kind: 'found'; readonly leads: readonly Lead[]; readonly contactId: string | null; isPartial: boolean }
  | { readonly kind: 'no_email' }
  | { readonly kind: 'failed'; readonly reason: Reason };

type Deps = Pick<IdentifyDeps, 'blueprint' | 'reads' | 'readId'>;

/**
 * Every account that the CRM knows a reason for: by the organisation's id, through the contact, and where
 * there is neither by weaker signs. `before`: the link so far, whose contact is asked for by its own id.
 */
export async function findLeads(deps: Deps, ask: Ask, party: Party, before: Link | undefined): Promise<Leads> {
  const { requester, organization } = party;
  const email = requester.email === null ? undefined : normaliseEmail(requester.email);
  const organizationIds = idsIn(deps, deps.reads.account.connector, organization?.externalId ?? null);
  if (email === undefined && requester.externalId === null && !organization?.externalId) return { kind: 'no_email' };

  // Nothing about the contact outweighs the organisation's id: asked only where it is shown anyway.
  const isContactNeeded =
    before?.evidence[0] !== 'organization_external_id' || deps.blueprint.needed.includes(deps.reads.contact);
  const [byOrganization, contact] = await Promise.all([
    Promise.all(organizationIds.map((value) => ask(deps.reads.account, { by: 'id', value }))),
    isContactNeeded ? findContact(deps, ask, requester, email, before?.contactId ?? null) : unasked(before),
  ]);
  const leads: Lead[] = leadsOfContact(contact);
  for (const found of byOrganization) {
    // The record's own id: after a merge it is the survivor's, not the one the helpdesk holds.
    if (isKnown(found)) leads.push({ accountId: found.known.answer.record.id, evidence: 'organization_external_id' });
  }
  const failed = [...byOrganization, contact.found].find(isFailed);
  if (failed && !leads.some((lead) => lead.evidence === 'organization_external_id')) {
    return { kind: 'failed', reason: failed.failed };
  }
  const isPartial = isKnown(contact.found) && contact.found.known.answer.gaps !== undefined;
  if (leads.length > 0 || email === undefined) return { kind: 'found', leads, contactId: contact.id, isPartial };
  const weak = await weakLeads(deps, ask, email);
  if (isFailed(weak)) return { kind: 'failed', reason: weak.failed };
  return { kind: 'found', ...weak, contactId: contact.id };
}

const unasked = (before: Link | undefined): FoundContact => ({
  ...{ id: before?.contactId ?? null, found: 'nobody', by: 'email' },
});

/** By the id somebody has synced into the helpdesk, else by address. */
async function findContact(
  deps: Deps,
  ask: Ask,
  requester: RequesterRecord,
  email: string | undefined,
  knownId: string | null,
): Promise<FoundContact> {
  const { contact: read } = deps.reads;
  const [externalId] = idsIn(deps, read.connector, requester.externalId);
  if (knownId !== null && (externalId === undefined || externalId === knownId)) {
    const found = await ask(read, { by: 'id', value: knownId });
    if (isFailed(found)) return { id: knownId, found, by: 'email' };
    if (externalId !== undefined && isKnown(found)) return { id: knownId, found, by: 'requester_external_id' };
    // The address may have gone to another contact meanwhile.
    if (isKnown(found) && email !== undefined && hasAddress(found, email)) return { id: knownId, found, by: 'email' };
  }
  if (externalId !== undefined) {
    const found = await ask(read, { by: 'external_id', value: externalId });
    if (found !== 'nobody') return { id: contactId(found), found, by: 'requester_external_id' };
  }
  const found = email === undefined ? 'nobody' : await ask(read, { by: 'email', value: email });
  return { id: contactId(found), found, by: 'email' };
}

/** What is typed and cannot be one of the vendor's ids is another system's, and not asked for. */
function idsIn({ readId }: Deps, connector: string, text: string | null): readonly string[] {
  if (text === null || text.trim() === '') return [];
  const read = readId(connector, text);
  return read.kind === 'one' ? [read.id] : read.kind === 'several' ? read.ids : [];
}

const contactId = (found: Found<ContactRecord>) => (isKnown(found) ? found.known.answer.record.id : null);

function hasAddress(found: Extract<Found<ContactRecord>, { known: unknown }>, email: string): boolean {
  const { email: main, otherEmails } = found.known.answer.record;
  return [main ?? '', ...otherEmails].some((address) => normaliseEmail(address) === email);
}

/** Every account the contact belongs to. */
function leadsOfContact({ found, by }: FoundContact): Lead[] {
  if (!isKnown(found)) return [];
  return found.known.answer.record.accountIds.map((accountId) => ({ accountId, evidence: by }));
}

interface WeakLeads {
  readonly leads: readonly Lead[];
  readonly isPartial: boolean;
}

/** The address without its `+tag`, else the companies that own its domain, or the one above it. */
async function weakLeads(deps: Deps, ask: Ask, email: string): Promise<WeakLeads | Failed> {
  const untagged = withoutTag(email);
  if (untagged !== undefined) {
    const found = await ask(deps.reads.contact, { by: 'email', value: untagged });
    if (isFailed(found)) return found;
    const leads = leadsOfContact({ id: null, found, by: 'email' });
    const isPartial = isKnown(found) && found.known.answer.gaps !== undefined;
    if (leads.length > 0)
      return { leads: leads.map(({ accountId }) => ({ accountId, evidence: 'email_without_tag' })), isPartial };
  }
  const domain = domainOf(email);
  const own = ownDomain(domain);
  const { freeMailDomains } = deps.blueprint;
  if (own === undefined || freeMailDomains.has(domain) || freeMailDomains.has(own))
    return { leads: [], isPartial: false };
  for (const value of new Set([domain, own])) {
    const found = await ask(deps.reads.domain, { by: 'domain', value });
    if (isFailed(found)) return found;
    if (!isKnown(found)) continue;
    const { accounts } = found.known.answer.record;
    if (accounts.length === 0) continue;
    const isPartial = found.known.answer.gaps !== undefined;
    return { leads: accounts.map(({ id }) => ({ accountId: id, evidence: 'domain' })), isPartial };
  }
  return { leads: [], isPartial: false };
}
