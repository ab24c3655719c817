import { expect, it } from 'vitest';
import { createTurns, type End } from './turns.ts';

it('steps that would outlast their call are left for the next one, and what was done before them is told', async () => {
  let nowMs = 0;
  const turns = createTurns(() => nowMs);
  const done: number[] = [];
  const ends = Array.from({ length: 100 }, (): End => ({}));
  for (const [n, end] of ends.entries()) {
    await turns.take(end, async () => {
      nowMs += 700;
      done.push(n);
      return undefined;
    });
  }
  expect(done.length).toBeGreaterThan(20);
  expect(nowMs).toBeLessThan(25_000);
  expect(ends.map(({ isUnknown = false }) => isUnknown)).toEqual(ends.map((_, n) => n >= done.length));
});

it('one that takes all the time alone is done', async () => {
  let nowMs = 0;
  const turns = createTurns(() => nowMs);
  nowMs = 60_000;
  const end: End = {};
  await turns.take(end, async () => undefined);
  expect(end).toEqual({ refusal: undefined });
});
