/**
 * Counts of durations, in buckets each a quarter wider than the one before: a percentile within 12 %. Our own, because
 * rows of it are added up in the database across processes and minutes: histograms of libraries keep their own state.
 */
export type Buckets = readonly number[];

const GROWTH = 1.25;
const LOG_GROWTH = Math.log(GROWTH);
const MAX = 42;

/** Which bucket a duration belongs to; the last one holds everything from about ten seconds on. */
export const bucketOf = (ms: number): number => (ms <= 1 ? 0 : Math.min(MAX - 1, Math.ceil(Math.log(ms) / LOG_GROWTH)));

export function add(buckets: Buckets, other: Buckets): Buckets {
  const longer = buckets.length >= other.length ? buckets : other;
  return longer.map((_, i) => (buckets[i] ?? 0) + (other[i] ?? 0));
}

export const countOf = (buckets: Buckets): number => buckets.reduce((sum, n) => sum + n, 0);

/** The duration that this share of them stays below, in ms; 0 for none. The middle of its bucket. */
export function percentile(buckets: Buckets, share: number): number {
  const wanted = countOf(buckets) * share;
  let seen = 0;
  const at = buckets.findIndex((n) => {
    seen += n;
    return n > 0 && seen >= wanted;
  });
  return at < 0 ? 0 : Math.round(GROWTH ** (at - 0.5) * 10) / 10;
}
