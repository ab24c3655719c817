import type { AuditAction } from '@sidelight/shared/audit/audit-actions.ts';
import type { AuditTrail } from '../audit/ports.ts';
import { UpstreamError } from '../connectors/upstream-error.ts';
import type { Blueprint, ReadPlan } from './blueprint.ts';
import { agrees, type Confirmation, type Confirmed, confirm, hintsOf } from './identify/confirm.ts';
import { basisOf } from './identify/identity.ts';
import type { OpenContext } from './open-request.ts';
import type { ExposureLog, Link } from './ports.ts';
import { type AttemptDeps, createAttempt } from './read/attempt.ts';
import { createCardStream } from './stream/card-stream.ts';
import { type KeepResponseDeps, keepResponse, responseKey } from './stream/keep-answer.ts';
import type { LineStream } from './stream/line-stream.ts';
import type { OpenEvent } from './stream/open-event.ts';

export interface OpenContextDeps extends AttemptDeps, KeepResponseDeps {
  readonly audit: Pick<AuditTrail, 'write'>;
  readonly openEvent: OpenEvent;
  readonly watch: ExposureLog;
  now(): number;
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
  const { tenant, locale, role, userId } = caller;
  const { givesWrongValues, silentBecause } = deps.watch;
  const startedAtMs = deps.steadyNow();
  const ending = new AbortController();
  const life = ending.signal;
  const timer = setTimeout(() => ending.abort(new UpstreamError('timeout')), deadlineMs);
  signal.addEventListener('abort', () => ending.abort(new UpstreamError('cancelled')), { once: true });
  const forced = forcedReads(deps.blueprint, open.isForced ? ALL : request.refresh);
  const cardStream = createCardStream(
    deps.blueprint,
    stream,
    {
      ...{ locale, role, seesAllTickets: caller.seesAllTickets, tags: [], placeholders: () => ({}) },
      ...{ givesWrongValues, silentBecause },
    },
    signal,
  );
  const begin = () => createAttempt(deps, tenant, cardStream, { forced, startedAtMs, locale, userId }, life);

  const rest = deps.openEvent.rest(tenant, locale, caller);
  stream.open(deps.openEvent.head(requestId, deadlineMs) + rest);
  cardStream.opened();

  try {
    let attempt = begin();
    const hints = hintsOf(request);
    const asking = confirm(deps, caller, request, forced.has(deps.reads.ticket.id), life);
    // Speculate, then verify: reads start on what the page says, and wait for the helpdesk's word.
    attempt.speculate(undefined);
    let guess: Link | undefined;
    if (hints.requesterId !== undefined) {
      guess = await deps.links.find(tenant, hints.requesterId, hints.organizationId ?? '');
      if (guess) attempt.speculate(guess);
    }
    const confirmation = await asking;
    if (confirmation.kind === 'confirmed' && !agrees(confirmation.record, hints)) {
      attempt.callOff();
      attempt = begin();
      record('context.hint_mismatch', confirmation);
    }
    // Where the link is remembered the row has the account; else it follows, before anything of that account is shown.
    const viewed = guess && isOf(guess, confirmation) ? guess.accountId : undefined;
    const onRecord = [record('context.viewed', confirmation, viewed)];
    const linked = onLinked(confirmation, viewed, onRecord);
    const showing = attempt.show(confirmation, linked);
    // Awaited below; until then a failure of it is nobody's unhandled rejection.
    showing.catch(() => {});
    const correction = await correctionTo(confirmation);
    if (correction) {
      attempt.callOff();
      attempt = begin();
      onRecord.push(record('context.viewed', correction));
    }
    const shown = correction
      ? await attempt.show(correction, onLinked(correction, undefined, onRecord))
      : await showing;
    await showing;
    await Promise.all(onRecord);
    if (signal.aborted) return;
    attempt.fan.settleAll(() => ({ kind: 'failed', reason: 'timeout' }));
    cardStream.finish();
    const { timings } = attempt.fan;
    const { newCodes } = cardStream;
    stream.event({ type: 'done', timings: [...timings] });
    const decisions = () => cardStream.shown(({ decision }) => decision);
    deps.watch.shown(open, {
      ...{ accountId: shown?.link.accountId, timings, newCodes, decisions },
      fields: () => cardStream.shown(() => true).map(({ field }) => field),
    });
    if (shown && request.refresh === undefined && cardStream.readStates.isAllFresh()) {
      keepResponse(deps, responseKey(caller, request), tenant, shown.party, shown.link, request, {
        rest,
        tail: stream.tail(),
        decisions: deps.watch.watched(decisions),
      });
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
      cardStream.show(deps.reads.ticket.id, later.state);
      return undefined;
    }
    if (later.kind !== 'unverified') return later;
    const { state } = confirmation;
    if (state.kind === 'stale') cardStream.show(deps.reads.ticket.id, { ...state, reason: later.reason });
    return undefined;
  }

  /** No value goes out before the row that says who sees it is kept. */
  function record(action: AuditAction, confirmation: Confirmation, accountId?: string): Promise<void> {
    if (confirmation.kind !== 'confirmed') return Promise.resolve();
    const requesterId = confirmation.record.requester?.id;
    const written = deps.audit.write({
      tenant,
      atMs: deps.now(),
      requestId,
      actorId: userId,
      role,
      action,
      ...('ticketId' in request ? { ticketId: request.ticketId } : {}),
      ...(requesterId === undefined ? {} : { requesterId }),
      ...(accountId === undefined ? {} : { accountId }),
    });
    stream.until(written);
    return written;
  }

  /** Each account that a view turns out to be about, once. */
  function onLinked(confirmation: Confirmation, known: string | undefined, onRecord: Promise<void>[]) {
    const accounts = new Set([known]);
    return (accountId: string) => {
      if (accounts.has(accountId)) return;
      accounts.add(accountId);
      onRecord.push(record('context.linked', confirmation, accountId));
    };
  }
}

/** What was guessed is what is remembered of whoever the helpdesk says that it is. */
function isOf(guess: Link, confirmation: Confirmation): boolean {
  if (confirmation.kind !== 'confirmed' || !confirmation.record.requester) return false;
  const { requester, organization } = confirmation.record;
  if (guess.requesterId !== requester.id || guess.organizationId !== (organization?.id ?? '')) return false;
  return guess.pickedBy !== null || guess.basis === basisOf({ requester, organization });
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
