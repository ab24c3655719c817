import type { ContextRequest, Hints } from '@sidelight/shared/context/request.ts';
import type { Role } from '@sidelight/shared/map/system.ts';
import { UpstreamError } from '../connectors/upstream-error.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Blueprint, ReadPlan } from './blueprint.ts';
import { agrees, type Confirmation, type Confirmed, confirm } from './confirm.ts';
import { keepWarm, type WarmDeps, warmKey } from './keep-warm.ts';
import type { LineStream } from './line-stream.ts';
import type { Opening } from './opening.ts';
import type { AuditAction, AuditTrail, ShownWatch } from './ports.ts';
import { createPresentation } from './presentation.ts';
import { createRound, type RoundDeps } from './round.ts';

export interface OpenContextDeps extends RoundDeps, WarmDeps {
  readonly audit: AuditTrail;
  readonly opening: Opening;
  readonly watch: ShownWatch;
  now(): number;
}

/** Who is looking. */
export interface Caller {
  readonly tenant: TenantId;
  readonly userId: string;
  readonly role: Role;
  readonly locale: string;
}

export interface OpenContext {
  readonly caller: Caller;
  readonly request: ContextRequest;
  readonly requestId: string;
  /** Milliseconds left, as the caller counts them. */
  readonly deadlineMs: number;
  /** Past every cache, for every card. */
  readonly isForced?: boolean;
}

/**
 * The read path, from "this ticket is open" to the last card. Sends lines as things become known
 * and ends the stream by the deadline. Never rejects for anything a vendor does.
 */
export async function openContext(
  deps: OpenContextDeps,
  open: OpenContext,
  stream: LineStream,
  signal: AbortSignal,
): Promise<void> {
  const { caller, request, requestId, deadlineMs } = open;
  const { tenant, locale, role } = caller;
  const startedAtMs = deps.now();
  const ending = new AbortController();
  const life = ending.signal;
  const timer = setTimeout(() => ending.abort(new UpstreamError('timeout')), deadlineMs);
  signal.addEventListener('abort', () => ending.abort(new UpstreamError('cancelled')), { once: true });
  const forced = forcedReads(deps.blueprint, open.isForced ? ALL : request.refresh);
  const presentation = createPresentation(
    deps.blueprint,
    stream,
    { locale, role, tags: [], placeholders: () => ({}) },
    signal,
  );
  const begin = () => createRound(deps, tenant, presentation, { forced, startedAtMs, locale }, life);

  const rest = deps.opening.rest(tenant, locale);
  stream.open(deps.opening.head(requestId, deadlineMs) + rest);
  presentation.opened();

  try {
    let round = begin();
    const hints = hintsOf(request);
    const asking = confirm(deps, tenant, request, forced.has(deps.reads.ticket.id), life);
    // Speculate, then verify: reads start on what the page says, and wait for the helpdesk's word.
    round.speculate(undefined);
    if (hints.requesterId !== undefined) {
      const guess = await deps.links.find(tenant, hints.requesterId, hints.organizationId ?? '');
      if (guess) round.speculate(guess);
    }
    const confirmation = await asking;
    if (confirmation.kind === 'confirmed' && !agrees(confirmation.record, hints)) {
      round.callOff();
      round = begin();
      audit('context.hint_mismatch', confirmation);
    }
    audit('context.viewed', confirmation);
    const showing = round.show(confirmation);
    // Awaited below; until then a failure of it is nobody's unhandled rejection.
    showing.catch(() => {});
    const correction = await correctionTo(confirmation);
    if (correction) {
      round.callOff();
      round = begin();
      audit('context.viewed', correction);
    }
    const shown = correction ? await round.show(correction) : await showing;
    await showing;
    if (signal.aborted) return;
    round.fan.settleAll(() => ({ kind: 'failed', reason: 'timeout' }));
    presentation.finish();
    const { timings } = round.fan;
    const { newCodes } = presentation;
    stream.event({ type: 'done', timings: [...timings] });
    deps.watch.shown(open, {
      ...{ accountId: shown?.link.accountId, timings, newCodes },
      decisions: () => presentation.shown(({ decision }) => decision),
      fields: () => presentation.shown(() => true).map(({ field }) => field),
    });
    if (shown && request.refresh === undefined && presentation.board.isAllFresh()) {
      keepWarm(deps, warmKey(caller, request), tenant, shown.party, shown.link, request, { rest, tail: stream.tail() });
    }
  } finally {
    clearTimeout(timer);
    stream.end();
  }

  /** When our copy was shown: what the helpdesk itself says since, if that is somebody else. */
  async function correctionTo(confirmation: Confirmation): Promise<Confirmation | undefined> {
    const later = confirmation.kind === 'confirmed' ? await confirmation.later : undefined;
    if (!later || confirmation.kind !== 'confirmed') return undefined;
    if (later.kind === 'confirmed' && isSameParty(later, confirmation)) {
      presentation.show(deps.reads.ticket.id, later.state);
      return undefined;
    }
    if (later.kind !== 'unverified') return later;
    const { state } = confirmation;
    if (state.kind === 'stale') presentation.show(deps.reads.ticket.id, { ...state, reason: later.reason });
    return undefined;
  }

  function audit(action: AuditAction, confirmation: Confirmation): void {
    if (confirmation.kind !== 'confirmed') return;
    const requesterId = confirmation.record.requester?.id;
    deps.audit.record({
      tenant,
      atMs: deps.now(),
      requestId,
      actorId: caller.userId,
      role,
      action,
      ...('ticketId' in request ? { ticketId: request.ticketId } : {}),
      ...(requesterId === undefined ? {} : { requesterId }),
    });
  }
}

function hintsOf(request: ContextRequest): Hints {
  if ('ticketId' in request) return request.hints ?? {};
  const { requesterId, organizationId } = request;
  return organizationId === undefined ? { requesterId } : { requesterId, organizationId };
}

const isSameParty = (a: Confirmed, b: Confirmed): boolean =>
  JSON.stringify([a.record.requester, a.record.organization]) ===
  JSON.stringify([b.record.requester, b.record.organization]);

const ALL = Symbol('all');

/** The reads behind one card, one system or everything; for a derived one, those it is made of. */
function forcedReads(blueprint: Blueprint, refresh: string | typeof ALL | undefined): Set<string> {
  if (refresh === undefined) return new Set();
  const isMeant = (read: ReadPlan) => refresh === ALL || read.system === refresh;
  const card = blueprint.cards.find(({ id }) => id === refresh);
  const reads = card?.reads ?? blueprint.needed.filter(isMeant);
  const parts = blueprint.needed.filter((plan) =>
    reads.some((read) => read === plan || (read.about === 'derived' && read.system === plan.system)),
  );
  return new Set(parts.map((plan) => plan.id));
}
