import { mayOpen } from '../identify/may-open.ts';
import type { OpenContextDeps } from '../open-context.ts';
import type { OpenContext } from '../open-request.ts';
import { responseKey } from './keep-answer.ts';

/** A whole answer in two pieces: what is new, in ASCII, and what was remembered. */
export interface CachedAnswer {
  readonly head: string;
  readonly bytes: Buffer;
  /** It may be sent once this is kept. */
  readonly onRecord: Promise<void>;
}

const NONE: ReadonlyMap<string, string> = new Map();

/**
 * The whole answer, where every read in it is still fresh and the page shows the same requester.
 * A view like any other: it is audited.
 */
export function cachedAnswer(deps: OpenContextDeps, open: OpenContext): CachedAnswer | undefined {
  const { caller, request, requestId, deadlineMs } = open;
  if (request.refresh !== undefined || !deps.watch.isCalm()) return undefined;
  const context = deps.warm.find(responseKey(caller, request));
  if (context?.openingRest !== deps.openEvent.rest(caller.tenant, caller.locale, caller)) return undefined;
  const hints = 'ticketId' in request ? request.hints : undefined;
  if (hints?.requesterId !== undefined && hints.requesterId !== context.requesterId) return undefined;
  if (hints?.organizationId !== undefined && hints.organizationId !== context.organizationId) return undefined;
  if (!isForThem(deps, open)) return undefined;
  const atMs = deps.now();
  const onRecord = deps.audit.write({
    tenant: caller.tenant,
    atMs,
    requestId,
    actorId: caller.userId,
    role: caller.role,
    action: 'context.viewed',
    requesterId: context.requesterId,
    accountId: context.accountId,
    ...('ticketId' in request ? { ticketId: request.ticketId } : {}),
  });
  deps.watch.shown(open, {
    accountId: context.accountId,
    timings: [],
    newCodes: NONE,
    decisions: () => context.decisions,
    fields: () => [],
  });
  return { head: deps.openEvent.head(requestId, deadlineMs), bytes: context.bytes, onRecord };
}

/** It was made for somebody else: who may open some tickets only, and this one, as far as is known without asking. */
function isForThem({ rights, reads, reader }: OpenContextDeps, { caller, request }: OpenContext): boolean {
  const known = rights.known(caller);
  if (known?.kind !== 'some') return known?.kind === 'all';
  const [plan, id] =
    'ticketId' in request ? [reads.ticket, request.ticketId] : ([reads.requester, request.requesterId] as const);
  const copy = reader.peek(caller.tenant, plan, { by: 'id', value: id });
  return copy?.kind === 'fresh' && mayOpen(known.agent, copy.known.answer.record);
}
