import type { LinkRequest } from '@sidelight/shared/context/request.ts';
import { confirm } from './confirm.ts';
import type { IdentifyDeps, Party } from './identity.ts';
import { linkAccount } from './link-account.ts';
import type { Caller } from './open-context.ts';
import type { AuditTrail } from './ports.ts';
import type { WarmContexts } from './warm.ts';

/** `not_confirmed`: the helpdesk does not say that this requester is on this ticket. */
export type PickOutcome = 'done' | 'not_confirmed' | 'no_such_account';

export interface PickDeps extends IdentifyDeps {
  readonly audit: AuditTrail;
  readonly warm: WarmContexts;
  now(): number;
}

/** An agent says which account a requester is. Kept until somebody takes it back. */
export async function pin(
  deps: PickDeps,
  caller: Caller,
  request: LinkRequest,
  requestId: string,
  signal: AbortSignal,
): Promise<PickOutcome> {
  const party = await confirmedParty(deps, caller, request, signal);
  if (!party) return 'not_confirmed';
  await deps.links.unreject(caller.tenant, party.requester.id, request.accountId);
  const to = { accountId: request.accountId, evidence: ['picked' as const] };
  const by = { contactId: null, pickedBy: caller.userId };
  const identity = await linkAccount(deps, caller.tenant, party, to, by, signal);
  if (identity.kind !== 'linked') return 'no_such_account';
  note(deps, caller, request, requestId, 'link.picked');
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
  await deps.links.remove(caller.tenant, party.requester.id, organizationId);
  if (link.pickedBy === null) await deps.links.reject(caller.tenant, party.requester.id, link.accountId, caller.userId);
  note(deps, caller, request, requestId, 'link.rejected');
  return 'done';
}

async function confirmedParty(
  deps: PickDeps,
  { tenant }: Caller,
  { ticketId, requesterId }: LinkRequest,
  signal: AbortSignal,
): Promise<Party | undefined> {
  const request = ticketId === undefined ? { requesterId } : { ticketId, hints: { requesterId } };
  const confirmation = await confirm(deps, tenant, request, false, signal);
  if (confirmation.kind !== 'confirmed') return undefined;
  const { requester, organization } = confirmation.record;
  return requester?.id === requesterId ? { requester, organization } : undefined;
}

function note(
  deps: PickDeps,
  caller: Caller,
  { ticketId, requesterId, accountId }: LinkRequest,
  requestId: string,
  action: 'link.picked' | 'link.rejected',
): void {
  deps.warm.forget(caller.tenant);
  deps.audit.record({
    tenant: caller.tenant,
    atMs: deps.now(),
    requestId,
    actorId: caller.userId,
    role: caller.role,
    action,
    ...(ticketId === undefined ? {} : { ticketId }),
    requesterId,
    accountId,
  });
}
