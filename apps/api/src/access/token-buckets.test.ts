import { beforeEach, expect, it } from 'vitest';
import { createTokenBuckets } from './token-buckets.ts';

let nowMs: number;
const now = () => nowMs;
beforeEach(() => {
  nowMs = 1000;
});

it('gives as many as fit at once, then one by one, and says how long until the next', () => {
  const buckets = createTokenBuckets({ burst: 3, perSecond: 2 }, now);
  expect(Array.from({ length: 5 }, () => buckets.take('a'))).toEqual([0, 0, 0, 500, 500]);
  nowMs += 250;
  expect(buckets.take('a')).toBe(250);
  nowMs += 250;
  expect([buckets.take('a'), buckets.take('a')]).toEqual([0, 500]);
});

it('fills each by itself, and no further than it holds', () => {
  const buckets = createTokenBuckets({ burst: 2, perSecond: 1 }, now);
  buckets.take('a');
  buckets.take('a');
  expect([buckets.take('b'), buckets.waitMs('b'), buckets.waitMs('a')]).toEqual([0, 0, 1000]);
  nowMs += 3_600_000;
  expect([buckets.take('a'), buckets.take('a'), buckets.take('a')]).toEqual([0, 0, 1000]);
});

it('remembers no more than so many names', () => {
  const buckets = createTokenBuckets({ burst: 1, perSecond: 0.001 }, now);
  buckets.take('first');
  for (let i = 0; i < 10_000; i++) buckets.take(String(i));
  expect(buckets.waitMs('first')).toBe(0);
  expect(buckets.waitMs('9999')).toBeGreaterThan(0);
});
