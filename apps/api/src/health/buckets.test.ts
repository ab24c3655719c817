import { expect, it } from 'vitest';
import { add, bucketOf, countOf, percentile } from './buckets.ts';

const of = (...durations: number[]) =>
  durations.reduce<readonly number[]>((all, ms) => {
    const at = bucketOf(ms);
    return add(all, [...Array.from({ length: at }, () => 0), 1]);
  }, []);

it('finds a percentile within an eighth', () => {
  const evenly = of(...Array.from({ length: 1000 }, (_, i) => i + 1));
  expect(countOf(evenly)).toBe(1000);
  for (const share of [0.5, 0.95, 0.99]) {
    const found = percentile(evenly, share);
    expect(Math.abs(found / (1000 * share) - 1), `p${share * 100}`).toBeLessThan(0.125);
  }
});

it('knows nothing of nothing, and puts what is endless into the last bucket', () => {
  expect(percentile([], 0.5)).toBe(0);
  expect(bucketOf(0)).toBe(0);
  expect(bucketOf(1e9)).toBe(bucketOf(60_000));
});
