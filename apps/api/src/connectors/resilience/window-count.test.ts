import { expect, it } from 'vitest';
import { createWindowCount } from './window-count.ts';

const MINUTE_MS = 60_000;

it('counts what was sent in this window, and of the one before what is still inside', () => {
  const count = createWindowCount(MINUTE_MS);
  for (let n = 0; n < 10; n++) count.add('live', 0);
  expect(count.used(MINUTE_MS - 1).live).toBe(10);
  expect(count.used(MINUTE_MS).live).toBe(10);
  expect(count.used(1.5 * MINUTE_MS).live).toBe(5);
  expect(count.used(2 * MINUTE_MS).live).toBe(0);
});

it('counts the calls of the others the same way', () => {
  const count = createWindowCount(MINUTE_MS);
  const row = { windowMs: MINUTE_MS, kind: 'probe' } as const;
  count.learn([
    { ...row, startMs: 0, calls: 8 },
    { ...row, startMs: MINUTE_MS, calls: 1 },
    { ...row, startMs: -MINUTE_MS, calls: 100 },
  ]);
  expect(count.used(1.75 * MINUTE_MS).probe).toBe(3);
});

it('hands over what was added once, and again what could not be written', () => {
  const count = createWindowCount(MINUTE_MS);
  count.add('probe', 10);
  count.add('probe', 20);
  const rows = count.take();
  expect(rows).toEqual([{ windowMs: MINUTE_MS, startMs: 0, kind: 'probe', calls: 2 }]);
  expect(count.take()).toEqual([]);
  count.giveBack(rows);
  count.add('probe', 30);
  expect(count.take()).toEqual([{ windowMs: MINUTE_MS, startMs: 0, kind: 'probe', calls: 3 }]);
});

it('a store that is away for an hour leaves the newest windows of a second, and no more', () => {
  const count = createWindowCount(1000);
  for (let nowMs = 0; nowMs < 3_600_000; nowMs += 1000) {
    count.add('live', nowMs);
    count.giveBack(count.take());
  }
  const rows = count.take();
  expect(rows.length).toBeLessThanOrEqual(300);
  expect(rows.at(-1)).toMatchObject({ startMs: 3_599_000, calls: 1 });
});
