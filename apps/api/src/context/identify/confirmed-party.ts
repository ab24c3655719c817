import type { Caller } from '../open-request.ts';
import { type ConfirmDeps, confirm } from './confirm.ts';
import type { Party } from './identity.ts';

/** Whom the helpdesk says that a ticket, or a new one, is about; undefined unless it is this requester. */
export async function confirmedParty(
  deps: ConfirmDeps,
  caller: Caller,
  { ticketId, requesterId }: { readonly ticketId?: string | undefined; readonly requesterId: string },
  signal: AbortSignal,
): Promise<Party | undefined> {
  const request = ticketId === undefined ? { requesterId } : { ticketId, hints: { requesterId } };
  const confirmation = await confirm(deps, caller, request, false, signal);
  if (confirmation.kind !== 'confirmed') return undefined;
  const { requester, organization } = confirmation.record;
  return requester?.id === requesterId ? { requester, organization } : undefined;
}
