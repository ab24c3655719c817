import type { ContextRequest, Hints } from '@sidelight/shared/context/request.ts';
import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { TicketRecord } from '@sidelight/shared/record/helpdesk.ts';
import type { Subject } from '../../connectors/port.ts';
import type { ReadPlan } from '../blueprint.ts';
import type { Caller } from '../open-request.ts';
import type { ReadState } from '../read/read-state.ts';
import type { IdentifyDeps } from './identity.ts';
import { mayOpen } from './may-open.ts';
import type { OwnWord } from './own-word.ts';
import type { TicketRights } from './ticket-rights.ts';

export interface Confirmed {
  readonly kind: 'confirmed';
  readonly record: TicketRecord;
  readonly state: ReadState;
  /** Our copy was used; the helpdesk's own word is still to come. */
  readonly later?: Promise<Confirmation>;
}

/** What the helpdesk says of whose ticket this is. Only `confirmed` releases anything. */
export type Confirmation =
  | Confirmed
  | { readonly kind: 'unknown_ticket' }
  | { readonly kind: 'unverified'; readonly reason: Reason };

export type ConfirmDeps = Pick<IdentifyDeps, 'reads' | 'reader' | 'ownWords' | 'rights' | 'onMissed' | 'steadyNow'>;

/**
 * Whose ticket it is, and whether it is for the one who asks: by the helpdesk's word to them where they are asked for,
 * else by their record; all at once. What is not there for them counts as a guess.
 */
export async function confirm(
  deps: ConfirmDeps,
  caller: Caller,
  request: ContextRequest,
  isForced: boolean,
  signal: AbortSignal,
): Promise<Confirmation> {
  const own = deps.ownWords.of(caller, request);
  const known = deps.rights.known(caller);
  const asking = whose(deps, caller, request, { isForced, isYoung: known?.kind !== 'all' }, signal);
  const [word, rights, said] = await Promise.all([own, known ?? deps.rights.ask(caller, signal), asking]);
  const shown = word ? within(word, said) : said;
  const confirmation = mayHave(rights, shown) ? shown : kept(deps, rights, caller, request);
  const hints = hintsOf(request);
  if (
    confirmation.kind === 'unknown_ticket' ||
    (confirmation.kind === 'confirmed' && !agrees(confirmation.record, hints))
  )
    deps.onMissed(caller);
  return confirmation;
}

function mayHave(rights: TicketRights, shown: Confirmation): boolean {
  if (shown.kind !== 'confirmed' || rights.kind === 'all') return true;
  return rights.kind === 'some' && mayOpen(rights.agent, shown.record);
}

function kept(
  { rights: { onHidden } }: ConfirmDeps,
  rights: TicketRights,
  caller: Caller,
  request: ContextRequest,
): Confirmation {
  if (rights.kind === 'unsure') return { kind: 'unverified', reason: rights.reason };
  onHidden(caller, request);
  return { kind: 'unknown_ticket' };
}

/** Nothing is said of what the helpdesk does not show to them, not even that it is there. */
function within(word: OwnWord, confirmation: Confirmation): Confirmation {
  switch (word.kind) {
    case 'seen':
      return confirmation;
    case 'hidden':
      return { kind: 'unknown_ticket' };
    case 'not_allowed':
      return { kind: 'unverified', reason: 'credential' };
    case 'unsure':
      return { kind: 'unverified', reason: word.reason };
  }
}

/**
 * Asks the helpdesk, or our copy of its answer while that is young enough and agrees with what
 * the agent's page shows. A new ticket has no number: there the requester is confirmed.
 */
async function whose(
  deps: ConfirmDeps,
  { tenant }: Caller,
  request: ContextRequest,
  /** `isYoung`: who has it may decide, and our copy may say so for as long as it is fresh. */
  must: { readonly isForced: boolean; readonly isYoung: boolean },
  signal: AbortSignal,
): Promise<Confirmation> {
  const plan = 'ticketId' in request ? deps.reads.ticket : deps.reads.requester;
  const subject: Subject = { by: 'id', value: 'ticketId' in request ? request.ticketId : request.requesterId };
  const copy = deps.reader.peek(tenant, plan, subject);
  const confirmation = copy && confirmationOf(copy, plan, deps.steadyNow());
  const ask = () =>
    deps.reader.read(tenant, plan, subject, signal).then((state) => confirmationOf(state, plan, deps.steadyNow()));
  // A new ticket's page has no other word on whose it is than the request itself.
  const hints = 'ticketId' in request ? hintsOf(request) : {};
  if (must.isForced || confirmation?.kind !== 'confirmed' || !agrees(confirmation.record, hints)) return ask();
  if (copy?.kind === 'fresh') return confirmation;
  return must.isYoung ? ask() : { ...confirmation, later: ask() };
}

function confirmationOf(state: ReadState<TicketRecord>, plan: ReadPlan, nowMs: number): Confirmation {
  switch (state.kind) {
    case 'fresh':
      return { kind: 'confirmed', record: state.known.answer.record, state };
    case 'stale':
      return nowMs - state.known.readSteadyMs <= plan.verifiesForMs
        ? { kind: 'confirmed', record: state.known.answer.record, state }
        : { kind: 'unverified', reason: state.reason ?? 'timeout' };
    case 'nobody':
      return { kind: 'unknown_ticket' };
    case 'failed':
    case 'blocked':
      return { kind: 'unverified', reason: state.reason };
    default:
      return { kind: 'unverified', reason: 'bad_answer' };
  }
}

/** Whether the page shows whom the helpdesk names. One that does not has seen a change that we have not. */
export const agrees = ({ requester, organization }: TicketRecord, hints: Hints): boolean =>
  (hints.requesterId === undefined || hints.requesterId === requester?.id) &&
  (hints.organizationId === undefined || hints.organizationId === organization?.id);

/** What the agent's page shows of whom it is about. */
export function hintsOf(request: ContextRequest): Hints {
  if ('ticketId' in request) return request.hints ?? {};
  const { requesterId, organizationId } = request;
  return organizationId === undefined ? { requesterId } : { requesterId, organizationId };
}
