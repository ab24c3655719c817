import type { Candidate } from '@sidelight/shared/context/customer.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { type Ask, createAsk, type Found, isFailed, isKnown } from './ask-crm.ts';
import { normaliseEmail } from './email.ts';
import { basisOf, type IdentifyDeps, type Identity, type Party } from './identity.ts';
import { findContact, leadsOfContact, weakLeads } from './leads.ts';
import { completeLink, linkAccount } from './link-account.ts';
import { accountRecord } from './records.ts';
import { type Candidacy, type Lead, resolve } from './resolve.ts';

/** Finds the account behind a requester: what was learned or picked before, else the CRM. */
export async function identify(
  deps: IdentifyDeps,
  tenant: TenantId,
  party: Party,
  signal: AbortSignal,
): Promise<Identity> {
  const { requester, organization } = party;
  const stored = await deps.links.find(tenant, requester.id, organization?.id ?? '');
  // A pick stands until it is taken back; what was learned stands while it rests on the same facts.
  if (stored && (stored.pickedBy !== null || stored.basis === basisOf(party))) {
    return completeLink(deps, tenant, party, stored, signal);
  }
  const email = requester.email === null ? undefined : normaliseEmail(requester.email);
  if (email === undefined && requester.externalId === null && !organization?.externalId) return { kind: 'no_email' };

  const ask = createAsk(deps.reader, tenant, signal);
  const [byOrganization, contact] = await Promise.all([
    organization?.externalId
      ? ask(deps.reads.account, { by: 'id', value: organization.externalId })
      : Promise.resolve<Found>('nobody'),
    findContact(ask, deps.reads, requester, email),
  ]);
  const leads: Lead[] = [...leadsOfContact(contact)];
  if (isKnown(byOrganization)) {
    // The record's own id: after a merge it is the survivor's, not the one the helpdesk holds.
    leads.push({
      accountId: accountRecord(byOrganization.known).id,
      evidence: 'organization_external_id',
    });
  }
  const failed = [byOrganization, contact.found].find(isFailed);
  if (failed && !leads.some((lead) => lead.evidence === 'organization_external_id')) {
    return { kind: 'unresolved', reason: failed.failed };
  }
  if (leads.length === 0 && email !== undefined) {
    const weak = await weakLeads(ask, deps.reads, deps.blueprint.freeMailDomains, email);
    if (isFailed(weak)) return { kind: 'unresolved', reason: weak.failed };
    leads.push(...weak);
  }
  const resolution = resolve(leads, await deps.links.rejected(tenant, requester.id));
  if (resolution.kind === 'nobody') return resolution;
  if (resolution.kind !== 'linked') {
    return { kind: resolution.kind, candidates: await describe(ask, deps, resolution.candidates) };
  }
  return linkAccount(deps, tenant, party, resolution, { contactId: contact.id, pickedBy: null }, signal);
}

async function describe(ask: Ask, deps: IdentifyDeps, candidates: readonly Candidacy[]): Promise<Candidate[]> {
  return Promise.all(
    candidates.map(async ({ accountId, evidence }): Promise<Candidate> => {
      const found = await ask(deps.reads.account, { by: 'id', value: accountId });
      if (!isKnown(found)) return { accountId, name: accountId, evidence: [...evidence] };
      const record = accountRecord(found.known);
      const detail = await deps.blueprint.candidateDetail?.(record);
      const { url } = found.known.answer.source;
      return {
        accountId,
        name: record.name ?? accountId,
        evidence: [...evidence],
        ...(typeof detail === 'string' && detail !== '' ? { detail } : {}),
        ...(url === undefined ? {} : { url }),
      };
    }),
  );
}
