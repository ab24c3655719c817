import type { Customer } from '@sidelight/shared/context/customer.ts';
import type { ContextRequest, Hints } from '@sidelight/shared/context/request.ts';
import type { SystemHealth } from '@sidelight/shared/health/health.ts';
import type { Role } from '@sidelight/shared/map/system.ts';
import { UpstreamError } from '../connectors/upstream-error.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Blueprint } from './blueprint.ts';
import { createBoard } from './board.ts';
import { frameOf } from './card.ts';
import { type Confirmation, confirm } from './confirm.ts';
import { customerOf } from './customer.ts';
import { createFanOut, type FanOutDeps, neededReads } from './fan-out.ts';
import type { View } from './field.ts';
import { identify } from './identify.ts';
import type { IdentifyDeps, Identity, Party } from './identity.ts';
import { keepWarm, type WarmDeps, warmKey } from './keep-warm.ts';
import type { LineStream } from './line-stream.ts';
import { accountFacts, placeholdersOf } from './placeholders.ts';
import type { AuditTrail } from './ports.ts';
import type { ReadState } from './read-state.ts';

export interface OpenContextDeps extends IdentifyDeps, FanOutDeps, WarmDeps {
  readonly audit: AuditTrail;
  health(tenant: TenantId, locale: string): SystemHealth[];
  /** Base of each connector's own pages, for links in fallbacks. */
  consoleUrl(connector: string): string | undefined;
  now(): number;
  onBug(error: unknown, where: string): void;
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
}

/**
 * The read path, from "this ticket is open" to the last card. Sends lines as things become known
 * and ends the stream by the deadline. Never rejects for anything a vendor does.
 */
export async function openContext(
  deps: OpenContextDeps,
  { caller, request, requestId, deadlineMs }: OpenContext,
  stream: LineStream,
  signal: AbortSignal,
): Promise<void> {
  const { tenant, locale, role } = caller;
  const startedAtMs = deps.now();
  const clock = new AbortController();
  const timer = setTimeout(() => clock.abort(new UpstreamError('timeout')), deadlineMs);
  const life = AbortSignal.any([signal, clock.signal]);
  const board = createBoard(deps.blueprint);
  const forced = forcedReads(deps.blueprint, request.refresh);
  let view: View = { locale, role, tags: [], placeholders: {} };
  let lastCustomer = '';
  let turn: NodeJS.Immediate | undefined;

  stream.event({
    type: 'open',
    requestId,
    at: new Date(startedAtMs).toISOString(),
    deadlineMs,
    cards: deps.blueprint.cards.map((card) => frameOf(card, locale)),
    health: deps.health(tenant, locale),
  });

  /** What changed goes out once a turn of the event loop, in one write, however many reads landed in it. */
  const onChange = () => {
    turn ??= setImmediate(() => {
      gather();
      stream.flush();
    });
  };
  function gather(): void {
    if (turn) clearImmediate(turn);
    turn = undefined;
    if (signal.aborted) return;
    for (const card of board.takeChanged(view)) stream.event({ type: 'card', card });
  }
  onChange();
  function say(customer: Customer): void {
    const text = JSON.stringify(customer);
    if (text === lastCustomer || signal.aborted) return;
    lastCustomer = text;
    stream.event({ type: 'customer', customer });
    onChange();
  }

  /** One attempt at the whole, for what the helpdesk says now. A second one follows when it corrects itself. */
  async function show(confirmation: Confirmation, fan: ReturnType<typeof createFanOut>, alive: AbortSignal) {
    if (confirmation.kind !== 'confirmed') {
      say(
        confirmation.kind === 'unverified'
          ? { state: 'unverified', reason: confirmation.reason }
          : { state: 'unknown_ticket' },
      );
      const ticketState: ReadState =
        confirmation.kind === 'unverified'
          ? { kind: 'failed', reason: confirmation.reason }
          : { kind: 'unlinked', why: 'unknown_ticket' };
      board.set(deps.reads.ticket.id, ticketState);
      fan.settleAll(() =>
        confirmation.kind === 'unverified' ? { kind: 'blocked', reason: confirmation.reason } : ticketState,
      );
      return undefined;
    }
    const { record } = confirmation;
    view = { ...view, tags: record.ticket?.tags ?? [], placeholders: placeholdersOf(deps, record, undefined) };
    board.set(deps.reads.ticket.id, confirmation.state);
    onChange();
    const shared = fan.runShared();
    if (record.requester === null) {
      say({ state: 'no_requester' });
      await shared;
      fan.settleAll(() => ({ kind: 'unlinked', why: 'no_requester' }));
      return undefined;
    }
    const party: Party = { requester: record.requester, organization: record.organization };
    const identity = await identify(deps, tenant, party, alive).catch((error: unknown): Identity => {
      deps.onBug(error, 'identify');
      return { kind: 'unresolved', reason: 'bad_answer' };
    });
    if (alive.aborted && !clock.signal.aborted) return undefined;
    const link = identity.kind === 'linked' ? identity.link : undefined;
    view = { ...view, placeholders: placeholdersOf(deps, record, link) };
    say(customerOf(party, identity, link ? accountFacts(deps, tenant, link) : {}));
    await Promise.all([shared, fan.run({ party, link }, identity)]);
    if (!alive.aborted) say(customerOf(party, identity, link ? accountFacts(deps, tenant, link) : {}));
    return { party, identity };
  }

  function begin(): { fan: ReturnType<typeof createFanOut>; round: AbortController; alive: AbortSignal } {
    const round = new AbortController();
    const alive = AbortSignal.any([life, round.signal]);
    return { fan: createFanOut(deps, tenant, board, { forced, startedAtMs, onChange }, alive), round, alive };
  }

  try {
    let current = begin();
    const asking = confirm(deps, tenant, request, forced.has(deps.reads.ticket.id), life);
    const hints = hintsOf(request);
    current.fan.speculate({ party: undefined, link: undefined });
    if (hints.requesterId !== undefined) {
      const guess = await deps.links.find(tenant, hints.requesterId, hints.organizationId ?? '');
      if (guess) current.fan.speculate({ party: undefined, link: guess });
    }
    let confirmation = await asking;
    if (isMismatch(confirmation, hints)) {
      // What was read for somebody else is called off and never shown.
      current.round.abort(new UpstreamError('cancelled'));
      deps.audit.record(auditOf('context.hint_mismatch', confirmation));
      current = begin();
    }
    if (confirmation.kind === 'confirmed') deps.audit.record(auditOf('context.viewed', confirmation));
    let shown = await show(confirmation, current.fan, current.alive);
    const later = confirmation.kind === 'confirmed' ? await confirmation.later : undefined;
    if (later && confirmation.kind === 'confirmed') {
      if (later.kind === 'confirmed' && isSameParty(later, confirmation)) {
        board.set(deps.reads.ticket.id, later.state);
      } else if (later.kind !== 'unverified') {
        current.round.abort(new UpstreamError('cancelled'));
        current = begin();
        confirmation = later;
        deps.audit.record(auditOf('context.viewed', later));
        shown = await show(later, current.fan, current.alive);
      } else if (confirmation.state.kind === 'stale') {
        board.set(deps.reads.ticket.id, { ...confirmation.state, reason: later.reason });
      }
    }
    if (signal.aborted) return;
    current.fan.settleAll(() => ({ kind: 'failed', reason: 'timeout' }));
    gather();
    stream.event({ type: 'done', timings: [...current.fan.timings] });
    if (shown?.identity.kind === 'linked' && board.isAllFresh() && request.refresh === undefined) {
      keepWarm(deps, warmKey(caller, request), tenant, shown.party, shown.identity.link, request, stream.tail());
    }
  } finally {
    clearTimeout(timer);
    if (turn) clearImmediate(turn);
    stream.end();
  }

  function auditOf(action: 'context.viewed' | 'context.hint_mismatch', confirmation: Confirmation) {
    const requesterId = confirmation.kind === 'confirmed' ? confirmation.record.requester?.id : undefined;
    return {
      tenant,
      atMs: deps.now(),
      requestId,
      actorId: caller.userId,
      role,
      action,
      ...('ticketId' in request ? { ticketId: request.ticketId } : {}),
      ...(requesterId === undefined ? {} : { requesterId }),
    };
  }
}

function hintsOf(request: ContextRequest): Hints {
  if ('ticketId' in request) return request.hints ?? {};
  const { requesterId, organizationId } = request;
  return organizationId === undefined ? { requesterId } : { requesterId, organizationId };
}

const isMismatch = (confirmation: Confirmation, hints: Hints): boolean =>
  confirmation.kind === 'confirmed' &&
  ((hints.requesterId !== undefined && hints.requesterId !== confirmation.record.requester?.id) ||
    (hints.organizationId !== undefined && hints.organizationId !== confirmation.record.organization?.id));

type Confirmed = Extract<Confirmation, { kind: 'confirmed' }>;
const isSameParty = (a: Confirmed, b: Confirmed): boolean =>
  JSON.stringify([a.record.requester, a.record.organization]) ===
  JSON.stringify([b.record.requester, b.record.organization]);

/** The reads behind one card; for a derived one, those it is made of. */
function forcedReads(blueprint: Blueprint, refresh: string | undefined): Set<string> {
  const reads = blueprint.cards.find((card) => card.id === refresh)?.reads ?? [];
  const parts = neededReads(blueprint).filter((plan) =>
    reads.some((read) => read === plan || (read.about === 'derived' && read.system === plan.system)),
  );
  return new Set(parts.map((plan) => plan.id));
}
