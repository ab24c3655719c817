import { CircuitState, type IBreaker } from 'cockatiel';

export interface RatioRules {
  /** Opens from this share of failures on. */
  readonly ratio: number;
  /** Fewer calls in the window say nothing. */
  readonly minimum: number;
  readonly windowMs: number;
}

interface Slice {
  readonly startMs: number;
  calls: number;
  failures: number;
}

const SLICES = 30;

/** Opens on a bad share of the recent calls. The library's own counts by the wall clock, which can be set. */
export class RatioBreaker implements IBreaker {
  readonly #rules: RatioRules;
  readonly #now: () => number;
  #slices: Slice[] = [];

  constructor(rules: RatioRules, now: () => number) {
    this.#rules = rules;
    this.#now = now;
  }

  get state(): unknown {
    return this.#slices;
  }
  /** As `state` said in the same process. */
  set state(value: unknown) {
    if (Array.isArray(value)) this.#slices = value.map((slice: Slice) => ({ ...slice }));
  }

  success(state: CircuitState): void {
    if (state === CircuitState.HalfOpen) this.#slices = [];
    this.#count(0);
  }

  failure(state: CircuitState): boolean {
    this.#count(1);
    if (state !== CircuitState.Closed) return true;
    let [calls, failures] = [0, 0];
    for (const slice of this.#slices) {
      calls += slice.calls;
      failures += slice.failures;
    }
    return calls >= this.#rules.minimum && failures >= this.#rules.ratio * calls;
  }

  #count(failures: number): void {
    const nowMs = this.#now();
    const { windowMs } = this.#rules;
    while (this.#slices[0] && nowMs - this.#slices[0].startMs >= windowMs) this.#slices.shift();
    let last = this.#slices.at(-1);
    if (!last || nowMs - last.startMs >= windowMs / SLICES) {
      last = { startMs: nowMs, calls: 0, failures: 0 };
      this.#slices.push(last);
    }
    last.calls++;
    last.failures += failures;
  }
}
