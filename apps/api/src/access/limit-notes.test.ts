import { expect, it } from 'vitest';
import { createLimitNotes } from './limit-notes.ts';

it('tells of the first at once, and of thousands that follow once a minute with their number', () => {
  let nowMs = 0;
  const told: [string, number][] = [];
  const notes = createLimitNotes(60_000, { now: () => nowMs, tell: (name, count) => void told.push([name, count]) });
  for (let i = 0; i < 5000; i++) notes.note('a');
  notes.note('b');
  expect(told).toEqual([
    ['a', 1],
    ['b', 1],
  ]);
  nowMs = 60_000;
  notes.note('b');
  expect(told.slice(2)).toEqual([
    ['a', 4999],
    ['b', 1],
  ]);
  notes.note('b');
  notes.flush();
  expect(told.slice(4)).toEqual([['b', 1]]);
});

it('is bounded by names as well', () => {
  let count = 0;
  const notes = createLimitNotes(60_000, { now: () => 0, tell: () => count++ });
  for (let i = 0; i < 5000; i++) notes.note(String(i));
  expect(count).toBe(1000);
});
