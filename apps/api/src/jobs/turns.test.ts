import { expect, it } from 'vitest';
import { createTurns } from './turns.ts';

it('come once in each stretch, at the same time for whoever was made when', () => {
  let nowMs = 1000;
  const first = createTurns(5000, () => nowMs);
  nowMs = 3000;
  const second = createTurns(5000, () => nowMs);
  const seen: number[] = [];
  for (; nowMs < 16_000; nowMs += 1000) {
    const turns = [first(), second()];
    expect(turns[0]).toBe(turns[1]);
    if (turns[0]) seen.push(nowMs);
  }
  expect(seen).toEqual([5000, 10_000, 15_000]);
});

it('are not saved up', () => {
  let nowMs = 0;
  const turn = createTurns(5000, () => nowMs);
  nowMs = 60_000;
  expect([turn(), turn()]).toEqual([true, false]);
});
