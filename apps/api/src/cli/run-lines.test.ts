import { expect, it } from 'vitest';
import type { SyncRun } from '../store/sync-runs.ts';
import { progressLine, resultLines, runLine } from './run-lines.ts';

const run = (given: Partial<SyncRun>): SyncRun => ({
  ...{ id: '1', object: 'contact', kind: 'dry_run', state: 'done', progress: undefined, result: undefined },
  ...{ reason: undefined, askedBy: 'cli:ana', askedAt: '2026-11-27T09:05:00.000Z' },
  ...given,
});
const result: NonNullable<SyncRun['result']> = {
  ...{
    left: 24_100,
    right: 24_050,
    linked: 24_000,
    newLinks: 40,
    alone: { left: 100, right: 50 },
    creations: { left: 0, right: 0 },
    ambiguous: 3,
  },
  writes: { name: { left: 1, right: 2 }, job_title: { left: 0, right: 1201 } },
  ...{ changed: 811, asked: 12, unreadable: 1, gone: { left: 0, right: 2 }, refused: null },
};

it('says what a dry run would change: in all, and by field and side, the most first', () => {
  expect(resultLines(run({ result }))).toEqual([
    'contact: dry run asked for 2026-11-27 09:05Z by cli:ana: this would change 1,204 values on 811 records',
    '  job_title  0 in the CRM, 1,201 in the helpdesk',
    '  name       1 in the CRM, 2 in the helpdesk',
    'records                24,100 in the CRM, 24,050 in the helpdesk',
    'pairs                  24,000, of which 40 would be new links',
    'without a partner      100 in the CRM, 50 in the helpdesk',
    'would be made          0 in the CRM, 0 in the helpdesk',
    'several partners fit   3 records',
    'for a person to decide 12 fields',
    'gone from a side       0 in the CRM, 2 in the helpdesk',
    'nobody can read        1 value',
  ]);
});

it.each([
  [{ state: 'waiting' }, 'no server has begun it'],
  [{ state: 'running' }, 'under way'],
  [{ state: 'failed', reason: 'not_connected' }, 'failed, the CRM or the helpdesk is not connected, or cannot do this'],
  [{ state: 'failed', reason: 'rate_limited' }, 'failed, rate limited'],
  [{ result: { ...result, writes: {} } }, 'this would change nothing'],
  [
    { result: { ...result, refused: 'changes' }, kind: 'compare' },
    'so many records would change that nothing was done; if that is right, say it again with --approve',
  ],
  [{ result, kind: 'compare' }, '1,204 values on 811 records needed a change'],
] satisfies [Partial<SyncRun>, string][])('says how a run stands: %#', (given, words) => {
  expect(runLine(run(given))).toMatch(new RegExp(`by cli:ana: ${words}$`));
});

it('says how far a run is', () => {
  const progress = { phase: 'reading_right', done: 12_000 } as const;
  expect(progressLine(run({ progress }))).toBe('contact: reading the helpdesk, 12,000 records');
});
