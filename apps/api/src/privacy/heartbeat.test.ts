import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createHeartbeat, GONE_MS, type Heartbeat } from './heartbeat.ts';

let isAway: boolean;
let beats: number;
let emptied: number;
let heartbeat: Heartbeat;
beforeEach(async () => {
  vi.useFakeTimers();
  [isAway, beats, emptied] = [false, 0, 0];
  heartbeat = createHeartbeat({
    async beat() {
      if (isAway) throw new Error('the database is away');
      beats++;
    },
    ...{ leave: async () => {}, steadyNow: Date.now, onTrouble: () => {} },
  });
  await heartbeat.start(() => void emptied++);
  emptied = 0;
});
afterEach(async () => {
  await heartbeat.stop();
  vi.useRealTimers();
});
const mostAgeMs = () => heartbeat.mostAgeMs(Date.now());

it('while it is heard of, whatever is remembered counts', async () => {
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(beats).toBeGreaterThan(50);
  expect([mostAgeMs(), emptied]).toEqual([Number.POSITIVE_INFINITY, 0]);
});

it('a short silence changes nothing', async () => {
  isAway = true;
  await vi.advanceTimersByTimeAsync(3 * 60_000);
  expect(mostAgeMs()).toBe(Number.POSITIVE_INFINITY);
  isAway = false;
  await vi.advanceTimersByTimeAsync(11_000);
  expect(emptied).toBe(0);
});

it('before anybody takes it for gone nothing old counts, and all of it is gone before it counts again', async () => {
  isAway = true;
  await vi.advanceTimersByTimeAsync(GONE_MS - 30_000);
  expect(mostAgeMs()).toBe(30_000);
  isAway = false;
  await vi.advanceTimersByTimeAsync(11_000);
  expect([mostAgeMs(), emptied]).toEqual([Number.POSITIVE_INFINITY, 1]);
});

it('a process that stood still looks at nothing old when it goes on', () => {
  // No timer has run.
  vi.setSystemTime(Date.now() + GONE_MS);
  expect(mostAgeMs()).toBe(30_000);
});
