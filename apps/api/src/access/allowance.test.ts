import { expect, it } from 'vitest';
import { createAllowance } from './allowance.ts';

it('lets each through so many times within so long, and again when the first are over', () => {
  let nowMs = 0;
  const allowance = createAllowance({ most: 2, withinMs: 100 }, () => nowMs);
  expect([allowance.take('7'), allowance.take('7'), allowance.take('7')]).toEqual([true, true, false]);
  expect(allowance.take('8')).toBe(true);
  nowMs = 99;
  expect(allowance.take('7')).toBe(false);
  nowMs = 100;
  expect(allowance.take('7')).toBe(true);
});
