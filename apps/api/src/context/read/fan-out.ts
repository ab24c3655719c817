import type { ReadTiming } from '@sidelight/shared/context/event.ts';
import type { Derivation, Subject } from '../../connectors/port.ts';
import type { TenantId } from '../../tenants/tenant-id.ts';
import type { Blueprint, ReadPlan } from '../blueprint.ts';
import type { Identity, Party } from '../identify/identity.ts';
import type { CardStream } from '../stream/card-stream.ts';
import type { CacheEntry } from './cache.ts';
import { deriveState } from './derive.ts';
import { isSettled, type ReadState, WAITING } from './read-state.ts';
import { type Reader, subjectKey } from './reader.ts';
import { type KnownParty, SHARED, stateWithoutSubject, subjectOf } from './subjects.ts';

export interface FanOutDeps {
  readonly blueprint: Blueprint;
  readonly reader: Reader;
  derivation(tenant: TenantId, plan: ReadPlan): Derivation | undefined;
  now(): number;
  /** Like `now`, and never jumps. */
  steadyNow(): number;
}

/** One request's reads. Everything started is either joined later or called off with the request. */
export interface FanOut {
  /** Starts what can already be asked, and keeps the answers back. */
  speculate(known: KnownParty): void;
  /** Shows the answers that are the same for every ticket. Never rejects. */
  runShared(): Promise<void>;
  /** Asks what only the helpdesk's word is needed for; `run` goes on with it. */
  runParty(party: Party): void;
  /**
   * Asks every read about this customer, all at once; each state goes to the readStates as it lands. Asked
   * again with other ids, what belongs to the old ones leaves the readStates at once, and what has the same
   * goes on. Without an `identity` what there is no id for waits. Never rejects.
   */
  run(known: KnownParty, identity: Identity | undefined): Promise<void>;
  /** Marks everything that is still open, without asking. */
  settleAll(state: (plan: ReadPlan) => ReadState): void;
  readonly timings: readonly ReadTiming[];
}

/** Who answers within this time needs nobody to stand in: the store is not asked. */
const PATIENCE_MS = 25;

export function createFanOut(
  deps: FanOutDeps,
  tenant: TenantId,
  { readStates, show: put }: Pick<CardStream, 'readStates' | 'show'>,
  options: { readonly forced: ReadonlySet<string>; readonly startedAtMs: number },
  signal: AbortSignal,
): FanOut {
  const { asked, shared, aboutCustomer, aboutParty, derived } = deps.blueprint.groups;
  const deriving: Promise<void>[] = [];
  const timings: ReadTiming[] = [];
  const timed = new Set<string>();

  const sinceStart = () => deps.steadyNow() - options.startedAtMs;
  /** Once a read: a guess and the card it was for are one call. */
  const note = (plan: ReadPlan, state: ReadState, startMs: number) => {
    if (timed.has(plan.id)) return;
    timed.add(plan.id);
    timings.push(timing(plan, state, startMs, sinceStart()));
  };
  const show = (plan: ReadPlan, state: ReadState) => {
    if (signal.aborted && isCalledOff(state)) return;
    put(plan.id, state);
    for (const whole of derived) if (whole.system === plan.system) derive(whole);
  };

  /** Worked out again whenever a part of it lands; without waiting, unless the map needs JSONata itself. */
  function derive(plan: ReadPlan): void {
    const derivation = deps.derivation(tenant, plan);
    const found: ReadState | Promise<ReadState> = derivation
      ? deriveState(plan, derivation, readStates.stateOf, { readAtMs: deps.now(), readSteadyMs: deps.steadyNow() })
      : { kind: 'failed', reason: 'not_configured' };
    if (found instanceof Promise) deriving.push(found.then((state) => put(plan.id, state)));
    else put(plan.id, found);
  }

  /** What is remembered, however old, unless the agent asked for this card to be read again. */
  const remembered = (plan: ReadPlan, subject: Subject): ReadState | undefined => {
    const state = deps.reader.peek(tenant, plan, subject) ?? old(deps.reader.entry(tenant, plan, subject));
    if (!options.forced.has(plan.id) || state === undefined) return state;
    return state.kind === 'fresh' ? { kind: 'stale', known: state.known } : undefined;
  };

  function start(plan: ReadPlan, subject: Subject): Promise<ReadState> {
    const startMs = sinceStart();
    return deps.reader.read(tenant, plan, subject, signal).then((state) => {
      note(plan, state, startMs);
      return state;
    });
  }

  /** What the store keeps is shown until the answer lands. What an agent asked for anew is on their screen already. */
  function showLast(plan: ReadPlan, subject: Subject, isMeant: () => boolean): () => void {
    if (options.forced.has(plan.id)) return () => {};
    let isLanded = false;
    const isAwaited = () => !isLanded && isMeant() && !signal.aborted;
    const timer = setTimeout(async () => {
      const last = isAwaited() ? await deps.reader.last(tenant, plan, subject) : undefined;
      if (last && isAwaited()) show(plan, last);
    }, PATIENCE_MS);
    return () => {
      isLanded = true;
      clearTimeout(timer);
    };
  }

  async function askOne(plan: ReadPlan, subject: Subject, isMeant = () => true): Promise<void> {
    const known = remembered(plan, subject);
    if (known) show(plan, known);
    if (known && isSettled(known)) {
      note(plan, known, sinceStart());
      return;
    }
    const landed = known ? undefined : showLast(plan, subject, isMeant);
    const state = await start(plan, subject);
    if (isMeant()) show(plan, state);
    landed?.();
  }

  /** What each read is being asked about, and its answer. */
  const running = new Map<string, { readonly key: string; readonly landing: Promise<void> }>();

  function runOne(plan: ReadPlan, known: KnownParty, identity: Identity | undefined): Promise<void> {
    const subject = subjectOf(plan, known);
    const before = running.get(plan.id);
    if (!subject) {
      running.delete(plan.id);
      const state = identity ? stateWithoutSubject(plan, identity) : WAITING;
      if (identity || before) show(plan, state);
      return Promise.resolve();
    }
    const key = subjectKey(subject);
    if (before?.key === key) return before.landing;
    if (before) show(plan, WAITING);
    const landing = askOne(plan, subject, () => running.get(plan.id)?.key === key);
    running.set(plan.id, { key, landing });
    return landing;
  }

  return {
    timings,
    speculate(known) {
      for (const plan of asked) {
        const subject = subjectOf(plan, known);
        const state = subject && remembered(plan, subject);
        if (subject && !(state && isSettled(state))) void start(plan, subject);
      }
    },
    async runShared() {
      await Promise.all(shared.map((plan) => askOne(plan, SHARED)));
    },
    runParty(party) {
      for (const plan of aboutParty) void runOne(plan, { party, link: undefined }, undefined);
    },
    async run(known, identity) {
      await Promise.all(aboutCustomer.map((plan) => runOne(plan, known, identity)));
      await Promise.all(deriving);
    },
    settleAll(state) {
      for (const plan of asked) {
        const shown = readStates.stateOf(plan.id);
        if (!isSettled(shown)) show(plan, settled(shown, state(plan)));
      }
    },
  };
}

const old = (entry: CacheEntry | undefined): ReadState | undefined =>
  entry?.kind === 'known' ? { kind: 'stale', known: entry.known } : undefined;

/** An old value that is shown stays, with why it was not refreshed. */
const settled = (shown: ReadState, end: ReadState): ReadState =>
  shown.kind === 'stale' && end.kind === 'failed' ? { ...shown, reason: end.reason } : end;

/** The agent has moved on, or this was begun for somebody else: not a state anybody should see. */
const isCalledOff = (state: ReadState): boolean => state.kind === 'failed' && state.reason === 'cancelled';

function timing(plan: ReadPlan, state: ReadState, startMs: number, endMs: number): ReadTiming {
  const outcome =
    state.kind === 'fresh'
      ? state.isCached
        ? 'cached'
        : 'fresh'
      : state.kind === 'waiting' || state.kind === 'blocked'
        ? 'unlinked'
        : state.kind;
  const round = (ms: number) => Math.round(ms * 10) / 10;
  return { read: plan.id, outcome, startMs: round(startMs), tookMs: round(endMs - startMs) };
}
