import { SyncAlerts } from '@sidelight/shared/map/sync.ts';
import { expect, it } from 'vitest';
import { type AlarmFacts, changesOf, measured } from './alarms.ts';

const limits = SyncAlerts.parse({});
const quiet: AlarmFacts = {
  ...{ lags: [], waiting: [], unread: [], comparisons: [], answers: [], deadLetters: 0, overdue: 0 },
  ...{ erasures: 0, silentMs: undefined, aside: [] },
};
const began = (facts: Partial<AlarmFacts>) =>
  changesOf(measured({ ...quiet, ...facts }, limits), []).began.map(({ kind, value, ...of }) => [
    kind,
    of.object,
    value,
  ]);

it('says nothing where all is well, or where little is known', () => {
  expect(began({})).toEqual([]);
  expect(began({ answers: [{ object: 'contact', side: 'left', taken: 0, refused: 19 }] })).toEqual([]);
  expect(began({ comparisons: [{ object: 'contact', linked: 0, changed: 0 }] })).toEqual([]);
});

it.each([
  ['lag', { lags: [{ object: 'contact', side: 'left', p95Ms: 120_001 }] }, 120_001],
  ['lag', { waiting: [{ object: 'contact', side: 'left', ms: 300_000 }] }, 300_000],
  ['unread', { unread: [{ object: 'contact', side: 'left', ms: 7_200_001 }] }, 7_200_001],
  ['drift', { comparisons: [{ object: 'contact', linked: 100, changed: 3 }] }, 0.03],
  ['failures', { answers: [{ object: 'contact', side: 'right', taken: 90, refused: 10 }] }, 0.1],
  ['dead_letters', { deadLetters: 101 }, 101],
  ['reviews_overdue', { overdue: 1 }, 1],
  ['erasures', { erasures: 1 }, 1],
  ['webhook_silence', { silentMs: 21_600_001 }, 21_600_001],
] as const)('%s begins beyond its limit: %#', (kind, facts, value) => {
  expect(began(facts).map(([said, , at]) => [said, at])).toEqual([[kind, value]]);
});

it.each([
  { lags: [{ object: 'contact', side: 'left', p95Ms: 120_000 }] },
  { unread: [{ object: 'contact', side: 'left', ms: 7_200_000 }] },
  { comparisons: [{ object: 'contact', linked: 100, changed: 2 }] },
  { answers: [{ object: 'contact', side: 'right', taken: 95, refused: 5 }] },
  { deadLetters: 100 },
  { silentMs: 21_600_000 },
] as const)('none begins at its limit: %#', (facts) => {
  expect(began(facts)).toEqual([]);
});

it('is of each flow by itself, and of its slowest figure', () => {
  const lags = [
    { object: 'contact', side: 'left', p95Ms: 130_000 },
    { object: 'company', side: 'left', p95Ms: 140_000 },
  ] as const;
  const waiting = [{ object: 'contact', side: 'left', ms: 500_000 }] as const;
  expect(began({ lags, waiting })).toEqual([
    ['lag', 'contact', 500_000],
    ['lag', 'company', 140_000],
  ]);
});

it('is told once while it lasts, wavers without a word, and is over well below the limit', () => {
  const told = [{ kind: 'dead_letters' }] as const;
  const of = (deadLetters: number) => changesOf(measured({ ...quiet, deadLetters }, limits), told);
  expect(of(500)).toEqual({ began: [], over: [] });
  expect(of(90)).toEqual({ began: [], over: [] });
  expect(of(80)).toEqual({ began: [], over: told });
  const one = [{ kind: 'reviews_overdue' }] as const;
  expect(changesOf(measured({ ...quiet, overdue: 1 }, limits), one).over).toEqual([]);
  expect(changesOf(measured(quiet, limits), one).over).toEqual(one);
});

it('is over where nobody measures it any more', () => {
  const told = [{ kind: 'lag', object: 'contact', side: 'left' }] as const;
  expect(changesOf([], told).over).toEqual(told);
});
