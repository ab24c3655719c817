import { expect, it } from 'vitest';
import { attemptOf, begunOf, deathsOf, noTries } from './tries.ts';

it('of a job that was just put are none before the first', () => {
  const taken = { claim: 1, tries: noTries };
  expect([attemptOf(taken), begunOf(taken), deathsOf(taken)]).toEqual([1, 1, 0]);
});

it('that a process took with it count as begun, and not as failed', () => {
  const taken = { claim: 4, tries: noTries };
  expect([attemptOf(taken), begunOf(taken), deathsOf(taken)]).toEqual([1, 4, 3]);
});

it('that were put off count for nothing', () => {
  const taken = { claim: 9, tries: { failed: 2, putOff: 5 } };
  expect([attemptOf(taken), begunOf(taken), deathsOf(taken)]).toEqual([3, 4, 1]);
});
