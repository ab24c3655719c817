export interface Backoff {
  readonly firstMs: number;
  readonly maxMs: number;
}

/** A fifth to either side: jobs that failed together do not come back together. */
const JITTER = 0.2;

/** The pause after the `attempt`th try (1 is the first), never shorter than was asked for unless that is past `maxMs`. */
export function pauseAfter(
  { firstMs, maxMs }: Backoff,
  attempt: number,
  notBeforeMs: number | undefined,
  random: () => number,
): number {
  const growing = firstMs * 2 ** Math.min(attempt - 1, 20) * (1 - JITTER + 2 * JITTER * random());
  return Math.round(Math.min(maxMs, Math.max(growing, notBeforeMs ?? 0)));
}
