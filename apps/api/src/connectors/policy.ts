import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { Budget } from '@sidelight/shared/map/system.ts';
import { bulkhead, CircuitState, isBrokenCircuitError, isTaskCancelledError } from 'cockatiel';
import { createBreaker } from './breaker.ts';
import { createRetryBudget } from './retry-budget.ts';
import { reasonOfAbort, type Task, timeBox } from './time-box.ts';
import { isUpstreamError, UpstreamError } from './upstream-error.ts';

const LOCKED_MS = 60_000;
const RETRY_JITTER_MS = { from: 30, to: 120 };
/** A call with less time than this left would only add load. */
const LEAST_MS = 30;
const retryable: readonly Reason[] = ['unreachable', 'upstream_error'];

export type ConnectionState =
  | { readonly state: 'ok' }
  | { readonly state: 'down' | 'locked_out' | 'degraded'; readonly reason: Reason; readonly sinceMs: number };

export interface Policy {
  /** Runs one call of one read inside its time, breaker, share of connections and retry allowance. */
  run<T>(task: Task<T>, timeoutMs: number, retries: number, signal: AbortSignal): Promise<T>;
  /** One call past the breaker and the closed door, to see whether the vendor is back; if it is, both open. */
  probe(task: Task<unknown>, timeoutMs: number, signal: AbortSignal): Promise<'ok' | Reason>;
  /** Somebody else has seen that the vendor is back. */
  heal(): void;
  /** All have agreed that the vendor is gone: nobody waits for it until a probe, or this time, says otherwise. */
  stayAway(forMs: number): void;
  /** Milliseconds the vendor still wants to be left alone; 0 when it does not. */
  holdMs(): number;
  state(): ConnectionState;
}

export interface PolicyDeps {
  now(): number;
  random(): number;
  /** Told once for each call that reached the vendor; `holdMs` where it asked to be left alone. Probes are not told. */
  onOutcome(outcome: 'ok' | Reason, tookMs: number, holdMs?: number): void;
}

/** What stands between one tenant's reads and one vendor: shared by all its reads. */
export function createPolicy(budget: Budget, deps: PolicyDeps): Policy {
  const breaker = createBreaker(budget.breaker, deps.random);
  const places = bulkhead(budget.concurrency, Number.MAX_SAFE_INTEGER);
  const retryBudget = createRetryBudget(deps.now);
  let shut: { until: number; reason: Reason; sinceMs: number } | undefined;
  let awayUntilMs = 0;
  let broken: { reason: Reason; sinceMs: number } | undefined;
  let lastReason: Reason = 'upstream_error';

  breaker.onBreak(() => {
    broken ??= { reason: lastReason, sinceMs: deps.now() };
  });
  breaker.onReset(() => {
    broken = undefined;
  });

  async function attempt<T>(task: Task<T>, signal: AbortSignal): Promise<T> {
    const startedAt = deps.now();
    try {
      const value = await places.execute(() => task(signal), signal);
      shut = undefined;
      deps.onOutcome('ok', deps.now() - startedAt);
      return value;
    } catch (error) {
      // Out of time or called off: the time box reports that, once, whoever noticed first.
      throw signal.aborted ? reasonOfAbort(signal) : note(error, deps.now() - startedAt);
    }
  }

  /** Inside the breaker, so that it sees the time-out itself. */
  async function boxed<T>(task: Task<T>, timeoutMs: number, retries: number, parent: AbortSignal): Promise<T> {
    const endsAt = deps.now() + timeoutMs;
    try {
      return await timeBox((signal) => attempts(task, retries, endsAt, signal), timeoutMs, parent);
    } catch (error) {
      if (isUpstreamError(error) && error.reason === 'timeout') note(error, timeoutMs);
      throw error;
    }
  }

  /** Every failure passes here once: it may close the door for a while. */
  function note(error: unknown, tookMs: number): unknown {
    if (isTaskCancelledError(error)) return new UpstreamError('cancelled');
    if (!isUpstreamError(error)) return error;
    const { reason, retryAfterMs } = error;
    if (reason !== 'cancelled') {
      lastReason = reason;
      deps.onOutcome(reason, tookMs, retryAfterMs);
    }
    const forMs = reason === 'credential' || reason === 'forbidden' ? LOCKED_MS : retryAfterMs;
    if (forMs !== undefined) {
      shut = { until: deps.now() + forMs, reason, sinceMs: shut?.reason === reason ? shut.sinceMs : deps.now() };
    }
    return error;
  }

  async function attempts<T>(task: Task<T>, retries: number, endsAt: number, signal: AbortSignal): Promise<T> {
    retryBudget.earn();
    try {
      return await attempt(task, signal);
    } catch (error) {
      const waitMs = RETRY_JITTER_MS.from + deps.random() * (RETRY_JITTER_MS.to - RETRY_JITTER_MS.from);
      const mayRetry = isUpstreamError(error) && retryable.includes(error.reason) && error.retryAfterMs === undefined;
      if (!mayRetry || retries < 1 || endsAt - deps.now() < waitMs + LEAST_MS || !retryBudget.spend()) throw error;
      await pause(waitMs, signal);
      return attempt(task, signal);
    }
  }

  function heal(): void {
    shut = undefined;
    awayUntilMs = 0;
    // Isolating and letting go again is how the library is told to close.
    if (breaker.state !== CircuitState.Closed) breaker.isolate().dispose();
  }

  return {
    heal,
    stayAway(forMs) {
      awayUntilMs = deps.now() + forMs;
    },
    holdMs: () => (shut?.reason === 'rate_limited' ? Math.max(0, shut.until - deps.now()) : 0),
    async probe(task, timeoutMs, signal) {
      try {
        await timeBox(task, timeoutMs, signal);
        heal();
        return 'ok';
      } catch (error) {
        if (!isUpstreamError(error)) throw error;
        return error.reason;
      }
    },
    async run(task, timeoutMs, retries, signal) {
      const now = deps.now();
      if (shut && shut.until > now) throw new UpstreamError(shut.reason, shut.until - now);
      if (awayUntilMs > now) throw new UpstreamError('circuit_open', awayUntilMs - now);
      // Callers do not queue behind the one probe: they are told at once.
      if (breaker.state === CircuitState.HalfOpen) throw new UpstreamError('circuit_open');
      // A probe outlives the agent who moved on: a cancelled one would prove nothing.
      const parent = breaker.state === CircuitState.Open ? new AbortController().signal : signal;
      try {
        return await breaker.execute(() => boxed(task, timeoutMs, retries, parent));
      } catch (error) {
        throw isBrokenCircuitError(error) ? new UpstreamError('circuit_open') : error;
      }
    },
    state() {
      if (shut && shut.until > deps.now()) {
        const state = shut.reason === 'rate_limited' ? 'degraded' : 'locked_out';
        return { state, reason: shut.reason, sinceMs: shut.sinceMs };
      }
      return broken ? { state: 'down', ...broken } : { state: 'ok' };
    },
  };
}

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
