import { expect, it } from 'vitest';
import type { Verdict } from './run-catcher.ts';
import { tally } from './tally.ts';

const given = (...verdicts: Verdict[]) => tally(async () => verdicts.shift() ?? 'none');

it('is caught by four of five, and asked no more often than it takes to know', async () => {
  expect(await given('red', 'red', 'red', 'red')).toEqual({ kind: 'caught', reds: 4, runs: 4 });
  expect(await given('red', 'green', 'red', 'red', 'red')).toEqual({ kind: 'caught', reds: 4, runs: 5 });
});

it('is not caught when it survives twice, however often it was caught before', async () => {
  expect(await given('green', 'green')).toEqual({ kind: 'survived', greens: 2, runs: 2 });
  expect(await given('red', 'red', 'green', 'red', 'green')).toEqual({ kind: 'survived', greens: 2, runs: 5 });
});

it('is shown nothing by a runner that did not start, and starts it once more', async () => {
  expect(await given('none', 'red', 'red', 'red', 'red')).toMatchObject({ kind: 'caught', runs: 4 });
  expect(await given('red', 'none', 'none')).toEqual({ kind: 'no_test' });
});
