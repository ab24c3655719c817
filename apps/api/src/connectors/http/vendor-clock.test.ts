import { expect, it } from 'vitest';
import { createVendorClock } from './vendor-clock.ts';

const noon = Date.parse('2026-05-12T12:00:00Z');
const dateAt = (ms: number) => new Date(ms).toUTCString();

it('says nothing until an answer carried a date', () => {
  const clock = createVendorClock(() => noon);
  clock.told(undefined);
  clock.told('yesterday');
  expect(clock.ahead()).toBeUndefined();
});

it('is the middle of what the answers said, so that one slow answer does not count', () => {
  const clock = createVendorClock(() => noon);
  for (const aheadMs of [60_000, 60_000, 5000]) clock.told(dateAt(noon + aheadMs));
  expect(clock.ahead()).toEqual({ aheadMs: 60_500, uncertaintyMs: 1500 });
});

it('forgets what was said long ago', () => {
  const clock = createVendorClock(() => noon);
  for (let n = 0; n < 9; n += 1) clock.told(dateAt(noon));
  for (let n = 0; n < 9; n += 1) clock.told(dateAt(noon - 60_000));
  expect(clock.ahead()?.aheadMs).toBe(-59_500);
});
