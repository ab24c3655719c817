import { expect, it } from 'vitest';
import { pauseAfter } from './backoff.ts';

const backoff = { firstMs: 1000, maxMs: 60_000 };

it('doubles, a fifth to either side, up to its end', () => {
  expect([1, 2, 3, 4].map((attempt) => pauseAfter(backoff, attempt, undefined, () => 0.5))).toEqual([
    1000, 2000, 4000, 8000,
  ]);
  expect(pauseAfter(backoff, 1, undefined, () => 0)).toBe(800);
  expect(pauseAfter(backoff, 1, undefined, () => 1)).toBe(1200);
  expect(pauseAfter(backoff, 200, undefined, () => 0)).toBe(60_000);
});

it('is as long as was asked for, and never longer than its end', () => {
  expect(pauseAfter(backoff, 1, 30_000, () => 0)).toBe(30_000);
  expect(pauseAfter(backoff, 1, 10, () => 0.5)).toBe(1000);
  expect(pauseAfter(backoff, 1, 3_600_000, () => 0.5)).toBe(60_000);
});
