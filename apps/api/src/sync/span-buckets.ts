/** How long something took, sorted into these: upper bounds, in milliseconds. */
export const SPAN_BOUNDS_MS: readonly number[] = [
  ...[100, 250, 500, 750, 1000, 1500, 2000, 3000, 5000, 7500, 10_000, 15_000, 20_000, 30_000, 45_000],
  ...[60_000, 120_000, 300_000, 900_000, 3_600_000, 21_600_000, 86_400_000],
];

/** The bound of the bucket a span is in. What is longer than all of them is in the last. */
export const bucketOf = (ms: number): number =>
  SPAN_BOUNDS_MS.find((bound) => ms <= bound) ?? SPAN_BOUNDS_MS[SPAN_BOUNDS_MS.length - 1]!;

/** So much or less took this share of what is in the buckets, taken as evenly spread within each. Undefined of nothing. */
export function percentileMs(buckets: ReadonlyMap<number, number>, share: number): number | undefined {
  const total = [...buckets.values()].reduce((sum, n) => sum + n, 0);
  if (total === 0) return undefined;
  let below = 0;
  let lowMs = 0;
  for (const bound of SPAN_BOUNDS_MS) {
    const n = buckets.get(bound) ?? 0;
    if (n > 0 && below + n >= share * total) return Math.round(lowMs + (bound - lowMs) * ((share * total - below) / n));
    below += n;
    lowMs = bound;
  }
  return lowMs;
}
