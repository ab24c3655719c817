import { expect, it } from 'vitest';
import type { Side } from '../canonical/canon.ts';
import { isLate } from './is-late.ts';

const MINUTE_MS = 60_000;
const late = (side: Side, unreadMin: number, atWorkMin: number, isTold = false) =>
  isLate(side, isTold, { unreadMs: unreadMin * MINUTE_MS, atWorkForMs: atWorkMin * MINUTE_MS });

it('is late after several times the pace at which a side is asked', () => {
  expect([late('left', 2, 60), late('left', 3, 60)]).toEqual([false, true]);
  expect([late('right', 5, 60), late('right', 6, 60)]).toEqual([false, true]);
});

it('is not late where webhooks tell of changes and it is asked seldom', () => {
  expect([late('left', 20, 60, true), late('left', 26, 60, true)]).toEqual([false, true]);
  expect(late('right', 6, 60, true), 'they are the CRM’s').toBe(true);
});

it('is not late in the morning, though nobody asked it at night', () => {
  expect([late('left', 60, 1), late('left', 60, 3)]).toEqual([false, true]);
});
