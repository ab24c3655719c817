import type { Budget } from '@sidelight/shared/map/system.ts';
import {
  type CircuitBreakerPolicy,
  type CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  type IBackoff,
  type IBackoffFactory,
  type IBreaker,
} from 'cockatiel';
import { isUpstreamError } from '../upstream-error.ts';
import { RatioBreaker } from './ratio-breaker.ts';

const JITTER = 0.2;

/** Opens on failures in a row or on a bad share of recent calls, whichever comes first. */
class EitherBreaker implements IBreaker {
  readonly #parts: readonly IBreaker[];
  constructor(...parts: readonly IBreaker[]) {
    this.#parts = parts;
  }
  get state(): unknown {
    return this.#parts.map((part) => part.state);
  }
  set state(value: unknown) {
    if (Array.isArray(value)) for (const [i, part] of this.#parts.entries()) part.state = value[i];
  }
  success(state: CircuitState): void {
    for (const part of this.#parts) part.success(state);
  }
  failure(state: CircuitState): boolean {
    // Every part must count the failure, so no short cut.
    return this.#parts.map((part) => part.failure(state)).includes(true);
  }
}

/**
 * Doubles from `openMs` to `maxOpenMs`, ±20 %, so that replicas do not probe in step. The library measures a pause with
 * the wall clock, which can be set; so it is told whether the pause is over, and never how long it is.
 */
class Pauses implements IBackoffFactory<unknown> {
  untilMs = Number.NEGATIVE_INFINITY;
  readonly #budget: Budget['breaker'];
  readonly #deps: BreakerDeps;

  constructor(budget: Budget['breaker'], deps: BreakerDeps) {
    this.#budget = budget;
    this.#deps = deps;
  }
  /** A pause begins. */
  next(): IBackoff<unknown> {
    return this.#begin(this.#budget.openMs);
  }
  #begin(baseMs: number): IBackoff<unknown> {
    this.untilMs = this.#deps.now() + baseMs * (1 + JITTER * (2 * this.#deps.random() - 1));
    const leftOf = () => (this.#deps.now() < this.untilMs ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY);
    return {
      get duration() {
        return leftOf();
      },
      next: () => this.#begin(Math.min(baseMs * 2, this.#budget.maxOpenMs)),
    };
  }
}

/** Trouble of the system as a whole. A refusal or a strange record says nothing about the next call. */
const countsAgainst = (error: unknown): boolean =>
  isUpstreamError(error) &&
  error.concerns === 'connection' &&
  ['timeout', 'unreachable', 'upstream_error'].includes(error.reason);

export interface BreakerDeps {
  /** Never jumps. */
  now(): number;
  random(): number;
}

/** What the breaker that takes its place must go on with, in the same process. */
export interface BreakerMemory {
  readonly library: unknown;
  readonly pausedUntilMs: number;
}

export interface Breaker {
  readonly policy: CircuitBreakerPolicy;
  memory(): BreakerMemory;
}

/** The breaker of one connector of one tenant, by the map's numbers. */
export function createBreaker(budget: Budget['breaker'], deps: BreakerDeps, before?: BreakerMemory): Breaker {
  const pauses = new Pauses(budget, deps);
  const policy = circuitBreaker(handleWhen(countsAgainst), {
    ...(before !== undefined && { initialState: before.library }),
    halfOpenAfter: pauses,
    breaker: new EitherBreaker(new ConsecutiveBreaker(budget.consecutive), new RatioBreaker(budget, deps.now)),
  });
  // Made anew by the library, the pause would begin anew.
  if (before) pauses.untilMs = before.pausedUntilMs;
  return { policy, memory: () => ({ library: policy.toJSON(), pausedUntilMs: pauses.untilMs }) };
}
