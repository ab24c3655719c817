import type { Evidence } from '@sidelight/shared/context/customer.ts';
import type { TenantId } from '../../tenants/tenant-id.ts';
import type { Link } from '../ports.ts';
import { type Asking, createAsk } from './ask-crm.ts';
import { describeCandidates } from './candidates.ts';
import { basisOf, type IdentifyDeps, type Identity, type Party } from './identity.ts';
import { keepLink } from './keep-link.ts';
import { findLeads } from './leads.ts';
import { linkAccount } from './link-account.ts';
import { type Lead, type Resolution, resolve } from './resolve.ts';

/** What was learned or picked before, while the helpdesk says the same of the requester: good enough to begin with. */
export async function rememberedLink(deps: IdentifyDeps, tenant: TenantId, party: Party): Promise<Link | undefined> {
  const stored = await deps.links.find(tenant, party.requester.id, party.organization?.id ?? '');
  return stored && (stored.pickedBy !== null || stored.basis === basisOf(party)) ? stored : undefined;
}

/**
 * Finds the account behind a requester by what the CRM says now, and keeps the link. `before`: what
 * was remembered. It stands where the CRM cannot be asked, or says the same; a pick stands for its
 * account, and the ids of that account follow the CRM.
 */
export async function identify(
  deps: IdentifyDeps,
  tenant: TenantId,
  party: Party,
  before: Link | undefined,
  forced: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<Identity> {
  // A date in the future was set before the clock was set back, and says nothing.
  const notBeforeMs = before && before.checkedAtMs <= deps.now() ? before.checkedAtMs : Number.NEGATIVE_INFINITY;
  const rules = before ? { isFreshOnly: true, notBeforeMs, forced } : { forced };
  const asking = createAsk(deps.reader, tenant, signal, rules);
  return keepLink(deps, tenant, asking, before, await findIdentity(deps, tenant, asking, party, before));
}

async function findIdentity(
  deps: IdentifyDeps,
  tenant: TenantId,
  asking: Asking,
  party: Party,
  before: Link | undefined,
): Promise<Identity> {
  if (before && before.pickedBy !== null) {
    const to = { accountId: before.accountId, evidence: before.evidence };
    const { contactId, pickedBy, pickedAtMs } = before;
    const picked = await linkAccount(deps, asking, party, to, { contactId, pickedBy, pickedAtMs, before });
    // Only an account that is gone takes a pick with it.
    if (picked.kind !== 'nobody') return picked;
  }
  const learned = before?.pickedBy === null ? before : undefined;
  const found = await findLeads(deps, asking.ask, party, learned);
  if (found.kind === 'no_email') return found;
  if (found.kind === 'failed') return { kind: 'unresolved', reason: found.reason };
  const resolution = await resolveAgain(deps, tenant, party, found.leads, learned);
  if (resolution.kind === 'nobody') {
    const rejected = resolve(found.leads, new Set());
    if (rejected.kind === 'nobody') return resolution;
    const all = rejected.kind === 'linked' ? [rejected] : rejected.candidates;
    const { candidates } = await describeCandidates(deps, asking.ask, all);
    return { kind: 'nobody', ruledOut: candidates };
  }
  const isSure = resolution.kind !== 'linked' || !found.isPartial || isStable(resolution.evidence);
  // With part of the contact's companies unread the one that is known may not be the only one.
  if (!isSure && learned) return { kind: 'unresolved', reason: 'incomplete' };
  if (resolution.kind !== 'linked' || !isSure) {
    const [kind, all] =
      resolution.kind === 'linked'
        ? (['suggested', [resolution]] as const)
        : ([resolution.kind, resolution.candidates] as const);
    const { candidates, isPartial } = await describeCandidates(deps, asking.ask, all);
    return { kind, candidates, isPartial: isPartial || found.isPartial };
  }
  const by = { contactId: found.contactId, pickedBy: null, pickedAtMs: null, before: learned };
  return linkAccount(deps, asking, party, resolution, by);
}

/** Rejections are asked for only where they could matter: a rejected account is not linked any more. */
async function resolveAgain(
  deps: IdentifyDeps,
  tenant: TenantId,
  party: Party,
  leads: readonly Lead[],
  learned: Link | undefined,
): Promise<Resolution> {
  const asBefore = resolve(leads, new Set());
  if (asBefore.kind === 'linked' && asBefore.accountId === learned?.accountId) return asBefore;
  const rejected = await deps.links.rejected(tenant, party.requester.id);
  if (rejected) return resolve(leads, rejected);
  // Somebody may have said that this is not the one: offered, not linked.
  return asBefore.kind === 'linked' ? { kind: 'suggested', candidates: [asBefore] } : asBefore;
}

const isStable = (evidence: readonly Evidence[]): boolean => evidence[0] === 'organization_external_id';
