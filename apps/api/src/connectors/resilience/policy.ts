import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { WorkKind } from '@sidelight/shared/health/vendor-budget.ts';
import type { Budget } from '@sidelight/shared/map/system.ts';
import { bulkhead, CircuitState, isBrokenCircuitError, isTaskCancelledError } from 'cockatiel';
import { isUpstreamError, UpstreamError } from '../upstream-error.ts';
import { type BreakerMemory, createBreaker } from './breaker.ts';
import { createHolds, type FailureScope, type Holds } from './holds.ts';
import type { Quota } from './quota.ts';
import { createRetryBudget } from './retry-budget.ts';
import { reasonOfAbort, type Task, timeBox } from './time-box.ts';

const RETRY_JITTER_MS = { from: 30, to: 120 };
/** A call with less time than this left would only add load. */
const LEAST_MS = 30;
/** How long work that found no place free stays away. */
const BUSY_MS = 1000;
const retryable: readonly Reason[] = ['unreachable', 'upstream_error'];

export type ConnectionState =
  | { readonly state: 'ok' }
  | { readonly state: 'down' | 'locked_out' | 'degraded'; readonly reason: Reason; readonly sinceMs: number };

/** One call that reached the vendor, and how far its failure reaches. */
export interface Outcome extends Partial<FailureScope> {
  readonly reason: 'ok' | Reason;
  readonly tookMs: number;
  /** A kind of question that was refused is answered again, and no other is refused. */
  readonly isRestored?: boolean;
}

export interface Policy {
  /**
   * Runs one call of one read inside its time, breaker, share of connections and retry allowance.
   * `read` names the kind of question: a refusal may be about that alone. Work that is not for an agent
   * lives inside the background's share of the vendor's limits, and is refused where that is used up.
   */
  run<T>(
    read: string,
    task: Task<T>,
    timeoutMs: number,
    retries: number,
    signal: AbortSignal,
    kind?: WorkKind,
  ): Promise<T>;
  /** Why work of this kind would be refused now for want of budget. */
  refusal(kind: WorkKind): UpstreamError | undefined;
  /**
   * Begins `work` when its kind's turn has come; rejects where its budget is used up, or agents need every connection.
   * Agents' is begun at once: whoever joins what was begun here waits for the vendor, and for nobody's turn.
   */
  inTurn<T>(kind: WorkKind, work: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /**
   * One call past the breaker and every hold, to see whether the vendor is back; if it is, both open.
   * `cancelled` also where the budget lets none through.
   */
  probe(task: Task<unknown>, timeoutMs: number, signal: AbortSignal): Promise<'ok' | Reason>;
  /** Somebody else has seen that the vendor is back. */
  heal(): void;
  /** All have agreed that the vendor is gone: nobody waits for it until a probe, or this time, says otherwise. */
  stayAway(forMs: number): void;
  /** Milliseconds the vendor still wants to be left alone; 0 when it does not. */
  holdMs(): number;
  state(): ConnectionState;
  /** What the policy that takes its place must go on with. */
  memory(): PolicyMemory;
}

/** What was learned of a vendor, however often the map's numbers change. */
export interface PolicyMemory {
  readonly holds: Holds;
  readonly breaker: BreakerMemory;
  readonly broken: { readonly reason: Reason; readonly sinceMs: number } | undefined;
  readonly awayUntilMs: number;
}

export interface PolicyDeps {
  /** Never jumps: pauses, windows and time-outs are measured by it. */
  now(): number;
  random(): number;
  /** Told once for each call that reached the vendor. Probes are not told. */
  onOutcome(outcome: Outcome): void;
  /** The vendor's limits; without it there are none. */
  readonly quota?: Pick<Quota, 'share' | 'mark' | 'refusal'>;
}

/** What stands between one tenant's reads and one vendor: shared by all its reads. */
export function createPolicy(budget: Budget, deps: PolicyDeps, before?: PolicyMemory): Policy {
  const { policy: breaker, memory: breakerMemory } = createBreaker(budget.breaker, deps, before?.breaker);
  const places = bulkhead(budget.concurrency, Number.MAX_SAFE_INTEGER);
  const background = bulkhead(backgroundPlaces(budget.concurrency, deps.quota?.share), Number.MAX_SAFE_INTEGER);
  const retryBudget = createRetryBudget(deps.now);
  const holds = before?.holds ?? createHolds(deps.now, deps.random);
  const noted = new WeakSet<UpstreamError>();
  let awayUntilMs = before?.awayUntilMs ?? 0;
  let broken = before?.broken;
  let lastReason: Reason = 'upstream_error';

  breaker.onBreak(() => {
    broken ??= { reason: lastReason, sinceMs: deps.now() };
  });
  breaker.onReset(() => {
    broken = undefined;
  });

  /** `nth`: its place among the calls, 0 before it is sent. */
  interface Run {
    readonly read: string;
    readonly kind: WorkKind;
    readonly retries: number;
    readonly endsAt: number;
    nth: number;
  }

  async function attempt<T>(run: Run, task: Task<T>, signal: AbortSignal): Promise<T> {
    try {
      return await places.execute(() => sent(run, task, signal), signal);
    } catch (error) {
      // Out of time or called off: the time box reports that, once, whoever noticed first.
      if (signal.aborted) throw reasonOfAbort(signal);
      throw isTaskCancelledError(error) ? new UpstreamError('cancelled') : error;
    }
  }

  /** What is learned from it is known before its place is given to the next. */
  async function sent<T>(run: Run, task: Task<T>, signal: AbortSignal): Promise<T> {
    // It waited for a place until its time was over, or as good as over.
    if (signal.aborted) throw reasonOfAbort(signal);
    if (run.endsAt - deps.now() < LEAST_MS) throw new UpstreamError('timeout');
    const held = holds.held(run.read);
    if (held) throw held;
    const sentMs = deps.now();
    run.nth = holds.sent();
    if (run.kind !== 'live') deps.quota?.mark(signal, run.kind);
    try {
      const value = await task(signal);
      const isRestored = holds.answered(run.read, run.nth);
      deps.onOutcome({ reason: 'ok', tookMs: deps.now() - sentMs, ...(isRestored && { isRestored }) });
      return value;
    } catch (error) {
      if (!signal.aborted) note(run, error, sentMs);
      throw error;
    }
  }

  /** Inside the breaker, so that it sees the time-out itself. */
  async function boxed<T>(run: Run, task: Task<T>, timeoutMs: number, parent: AbortSignal): Promise<T> {
    const startedMs = deps.now();
    try {
      return await timeBox((signal) => attempts(run, task, signal), timeoutMs, parent);
    } catch (error) {
      if (!isUpstreamError(error) || error.reason !== 'timeout') throw error;
      // Waiting for a place of our own is not the vendor's fault.
      if (run.nth === 0) throw new UpstreamError('timeout', undefined, { concerns: 'record' });
      if (!noted.has(error)) note(run, error, startedMs);
      throw error;
    }
  }

  /** Every failure passes here once: something may be held because of it. */
  function note({ read, nth }: Run, error: unknown, sentMs: number): void {
    if (!isUpstreamError(error) || error.reason === 'cancelled') return;
    noted.add(error);
    lastReason = error.reason;
    deps.onOutcome({ reason: error.reason, tookMs: deps.now() - sentMs, ...holds.failed(read, error, nth) });
  }

  async function attempts<T>(run: Run, task: Task<T>, signal: AbortSignal): Promise<T> {
    retryBudget.earn();
    try {
      return await attempt(run, task, signal);
    } catch (error) {
      const waitMs = RETRY_JITTER_MS.from + deps.random() * (RETRY_JITTER_MS.to - RETRY_JITTER_MS.from);
      const mayRetry = isUpstreamError(error) && retryable.includes(error.reason) && error.retryAfterMs === undefined;
      const isTooLate = run.endsAt - deps.now() < waitMs + LEAST_MS;
      if (!mayRetry || run.retries < 1 || isTooLate || !retryBudget.spend()) throw error;
      await pause(waitMs, signal);
      return attempt(run, task, signal);
    }
  }

  const refusal = (kind: WorkKind) => deps.quota?.refusal(kind);

  function open(): void {
    awayUntilMs = 0;
    // Isolating and letting go again is how the library is told to close.
    if (breaker.state !== CircuitState.Closed) breaker.isolate().dispose();
  }

  return {
    heal() {
      holds.release();
      open();
    },
    stayAway(forMs) {
      awayUntilMs = deps.now() + forMs;
    },
    holdMs() {
      const held = holds.held(PROBE);
      return held?.retryAfterMs !== undefined && !isRefused(held.reason) ? held.retryAfterMs : 0;
    },
    refusal,
    async inTurn(kind, work, signal) {
      if (kind === 'live') return work();
      try {
        return await background.execute(() => {
          const refused = refusal(kind) ?? (places.executionSlots > 0 ? undefined : busy());
          if (refused) throw refused;
          return work();
        }, signal);
      } catch (error) {
        throw isTaskCancelledError(error) ? reasonOfAbort(signal) : error;
      }
    },
    async probe(task, timeoutMs, signal) {
      if (refusal('probe')) return 'cancelled';
      const nth = holds.sent();
      const marked = (own: AbortSignal) => {
        deps.quota?.mark(own, 'probe');
        return task(own);
      };
      try {
        await timeBox(marked, timeoutMs, signal);
        // A kind of question that is refused is no less so because another is answered.
        holds.answered(PROBE, nth);
        open();
        return 'ok';
      } catch (error) {
        if (!isUpstreamError(error)) throw error;
        if (!isRefused(error.reason)) holds.failed(PROBE, error, nth);
        return error.reason;
      }
    },
    async run(read, task, timeoutMs, retries, signal, kind = 'live') {
      const now = deps.now();
      const held = holds.held(read) ?? refusal(kind);
      if (held) throw held;
      if (awayUntilMs > now) throw new UpstreamError('circuit_open', awayUntilMs - now);
      // Callers do not queue behind the one probe: they are told at once.
      if (breaker.state === CircuitState.HalfOpen) throw new UpstreamError('circuit_open');
      // Whether it is back, an agent's call or a probe finds out.
      if (kind !== 'live' && breaker.state !== CircuitState.Closed) throw new UpstreamError('circuit_open');
      // A probe outlives the agent who moved on: a cancelled one would prove nothing.
      const parent = breaker.state === CircuitState.Open ? new AbortController().signal : signal;
      const run: Run = { read, kind, retries, endsAt: now + timeoutMs, nth: 0 };
      try {
        return await breaker.execute(() => boxed(run, task, timeoutMs, parent));
      } catch (error) {
        throw isBrokenCircuitError(error) ? new UpstreamError('circuit_open') : error;
      }
    },
    state() {
      const whole = holds.whole();
      if (whole) return { state: stateOf(whole.reason), reason: whole.reason, sinceMs: whole.sinceMs };
      return broken ? { state: 'down', ...broken } : { state: 'ok' };
    },
    memory: () => ({ holds, breaker: breakerMemory(), broken, awayUntilMs }),
  };
}

const busy = () => new UpstreamError('rate_limited', BUSY_MS, { concerns: 'record' });

/** Some connections are left to agents whatever else is under way, where there is more than one. */
function backgroundPlaces(all: number, share = 1): number {
  return Math.max(1, Math.min(all - 1, Math.floor(all * share)));
}

/** The kind of question a probe is. */
const PROBE = 'probe';

const isRefused = (reason: Reason): boolean => reason === 'credential' || reason === 'forbidden';

const stateOf = (reason: Reason): 'locked_out' | 'degraded' | 'down' =>
  isRefused(reason) ? 'locked_out' : reason === 'rate_limited' ? 'degraded' : 'down';

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = () => {
      signal.removeEventListener('abort', stop);
      resolve();
    };
    const timer = setTimeout(done, ms);
    const stop = () => {
      clearTimeout(timer);
      reject(reasonOfAbort(signal));
    };
    signal.addEventListener('abort', stop, { once: true });
  });
}
