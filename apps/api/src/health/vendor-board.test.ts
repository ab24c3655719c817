import { expect, it } from 'vitest';
import { createVendorBoard } from './vendor-board.ts';

it('reads vendors’ pages while somebody wants to know, and at once when somebody comes to want it', async () => {
  let nowMs = 0;
  let isWanted = false;
  let looks = 0;
  const page = {
    ...{ system: 'billing', connector: 'stripe', source: 'Stripe', url: 'https://status.example' },
    read: async () => {
      looks++;
      return { says: { state: 'operational' as const }, readAtMs: nowMs };
    },
  };
  const board = createVendorBoard([page], { everyMs: 60_000, now: () => nowMs });
  const task = board.task(() => isWanted);
  const pass = async (ms: number) => {
    for (const untilMs = nowMs + ms; nowMs < untilMs; nowMs += 1000) await task.run(new AbortController().signal);
  };
  await pass(3_600_000);
  expect(looks).toBe(0);
  expect(board.reports()).toEqual([]);
  isWanted = true;
  await pass(1000);
  expect(looks).toBe(1);
  expect(board.reports()).toMatchObject([{ connector: 'stripe', state: 'operational' }]);
  isWanted = false;
  await pass(3_600_000);
  expect(looks).toBe(1);
});
