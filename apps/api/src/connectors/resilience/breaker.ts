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
  SamplingBreaker,
} from 'cockatiel';
import { isUpstreamError } from '../upstream-error.ts';

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

/** Doubles from `openMs` to `maxOpenMs`, ±20 %, so that replicas do not probe in step. */
function doubling(openMs: number, maxOpenMs: number, random: () => number): IBackoffFactory<unknown> {
  const step = (baseMs: number): IBackoff<unknown> => ({
    duration: baseMs * (1 + JITTER * (2 * random() - 1)),
    next: () => step(Math.min(baseMs * 2, maxOpenMs)),
  });
  return { next: () => step(openMs) };
}

/** Trouble of the system as a whole. A refusal or a strange record says nothing about the next call. */
const countsAgainst = (error: unknown): boolean =>
  isUpstreamError(error) &&
  error.concerns === 'connection' &&
  ['timeout', 'unreachable', 'upstream_error'].includes(error.reason);

/**
 * The breaker of one connector of one tenant, by the map's numbers. `before`: what the one it takes the place of was
 * like, as its `toJSON` said.
 */
export function createBreaker(budget: Budget['breaker'], random: () => number, before?: unknown): CircuitBreakerPolicy {
  return circuitBreaker(handleWhen(countsAgainst), {
    ...(before !== undefined && { initialState: before }),
    halfOpenAfter: doubling(budget.openMs, budget.maxOpenMs, random),
    breaker: new EitherBreaker(
      new ConsecutiveBreaker(budget.consecutive),
      new SamplingBreaker({
        // The library opens above the threshold; the map's ratio itself already opens.
        threshold: Math.min(budget.ratio, 1) - 1e-9,
        duration: budget.windowMs,
        minimumRps: budget.minimum / (budget.windowMs / 1000),
      }),
    ),
  });
}
