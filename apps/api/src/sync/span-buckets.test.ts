import { expect, it } from 'vitest';
import { bucketOf, percentileMs, SPAN_BOUNDS_MS } from './span-buckets.ts';

const inBuckets = (spans: readonly number[]) => {
  const buckets = new Map<number, number>();
  for (const ms of spans) buckets.set(bucketOf(ms), (buckets.get(bucketOf(ms)) ?? 0) + 1);
  return buckets;
};

it('puts a span below the next bound, a bound into its own, and what is longer than all into the last', () => {
  expect([0, 100, 101, 999, 1000, 10 ** 12].map(bucketOf)).toEqual([100, 100, 250, 1000, 1000, 86_400_000]);
});

it('is never further from the true percentile than its bucket is wide', () => {
  const spans = Array.from({ length: 1000 }, (_, i) => ((i * 7919) % 1000) * 40);
  const sorted = spans.toSorted((a, b) => a - b);
  for (const share of [0.01, 0.5, 0.95, 0.99, 1]) {
    const truly = sorted[Math.ceil(share * sorted.length) - 1]!;
    const found = percentileMs(inBuckets(spans), share)!;
    const upper = bucketOf(truly);
    const lower = SPAN_BOUNDS_MS[SPAN_BOUNDS_MS.indexOf(upper) - 1] ?? 0;
    expect(found).toBeGreaterThanOrEqual(lower);
    expect(found).toBeLessThanOrEqual(upper);
  }
});

it('knows nothing of nothing', () => {
  expect(percentileMs(new Map(), 0.5)).toBeUndefined();
});
