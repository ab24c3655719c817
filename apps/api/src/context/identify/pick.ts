import type { AuditAction } from '@sidelight/shared/audit/audit-actions.ts';
import type { LinkRequest } from '@sidelight/shared/context/request.ts';
import type { AuditEntry, AuditTrail } from '../../audit/ports.ts';
import type { Caller } from '../open-request.ts';
import type { ResponseCache } from '../stream/response-cache.ts';
import { createAsk } from './ask-crm.ts';
import { confirmedParty } from './confirmed-party.ts';
import type { IdentifyDeps } from './identity.ts';
import { findLeads } from './leads.ts';
import { linkAccount } from './link-account.ts';

/**
 * `not_confirmed`: the helpdesk does not say that this requester is on this ticket. `not_a_candidate`:
 * nothing in the CRM speaks for that account. `crm_silent`: the CRM could not be asked; nothing was changed.
 */
export type PickOutcome = 'done' | 'not_confirmed' | 'not_a_candidate' | 'no_such_account' | 'crm_silent';

interface FoundFor {
  readonly requesterId: string;
  readonly accountId: string;
}

/** That a search has found an account for an agent and a requester: without it an agent links what fits, and no other. */
export interface FoundProof {
  of(who: Pick<Caller, 'tenant' | 'userId'>, found: FoundFor): string;
  holds(who: Pick<Caller, 'tenant' | 'userId'>, claimed: FoundFor & { readonly found?: string | undefined }): boolean;
}

export interface PickDeps extends IdentifyDeps {
  readonly audit: Pick<AuditTrail, 'write'>;
  readonly proof: FoundProof;
  readonly warm: ResponseCache;
}

/**
 * Somebody says which account a requester is. Kept until somebody takes it back. An agent chooses among
 * what the CRM gives a reason for at this moment, or what they have just searched for; a lead may name any
 * account there is.
 */
export async function pin(
  deps: PickDeps,
  caller: Caller,
  request: LinkRequest,
  requestId: string,
  signal: AbortSignal,
): Promise<PickOutcome> {
  const party = await confirmedParty(deps, caller, request, signal);
  if (!party) return 'not_confirmed';
  const { tenant } = caller;
  const asking = createAsk(deps.reader, tenant, signal);
  if (caller.role === 'agent' && !deps.proof.holds(caller, request)) {
    const found = await findLeads(deps, asking.ask, party, undefined);
    if (found.kind === 'failed') return 'crm_silent';
    const isCandidate = found.kind === 'found' && found.leads.some((lead) => lead.accountId === request.accountId);
    if (!isCandidate) {
      deps.onMissed(caller);
      await deps.audit.write(entryOf(deps, caller, request, requestId, 'link.denied'));
      return 'not_a_candidate';
    }
  }
  const to = { accountId: request.accountId, evidence: ['picked' as const] };
  const by = { contactId: null, pickedBy: caller.userId, pickedAtMs: deps.now(), before: undefined };
  const identity = await linkAccount(deps, asking, party, to, by);
  if (identity.kind === 'unresolved') return 'crm_silent';
  if (identity.kind !== 'linked') {
    deps.onMissed(caller);
    return 'no_such_account';
  }
  // Only now: a pick that comes to nothing must not undo what somebody else has said.
  await deps.links.pick(tenant, identity.link, entryOf(deps, caller, request, requestId, 'link.picked'));
  deps.warm.forget();
  return 'done';
}

/** An agent says which account a requester is not: a pick is taken back, a match is not made again. */
export async function reject(
  deps: PickDeps,
  caller: Caller,
  request: LinkRequest,
  requestId: string,
  signal: AbortSignal,
): Promise<PickOutcome> {
  const party = await confirmedParty(deps, caller, request, signal);
  if (!party) return 'not_confirmed';
  const organizationId = party.organization?.id ?? '';
  const link = await deps.links.find(caller.tenant, party.requester.id, organizationId);
  if (link?.accountId !== request.accountId) return 'no_such_account';
  const entry = entryOf(deps, caller, request, requestId, 'link.rejected');
  await deps.links.takeBack(caller.tenant, link, caller.userId, entry);
  deps.warm.forget();
  return 'done';
}

const entryOf = (
  deps: PickDeps,
  caller: Caller,
  { ticketId, requesterId, accountId }: LinkRequest,
  requestId: string,
  action: Extract<AuditAction, `link.${string}`>,
): AuditEntry => ({
  ...{ tenant: caller.tenant, atMs: deps.now(), requestId, actorId: caller.userId, role: caller.role, action },
  ...(ticketId === undefined ? {} : { ticketId }),
  ...{ requesterId, accountId },
});
