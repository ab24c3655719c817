import { expect, it } from 'vitest';
import { dayIn, sloOf } from './slo.ts';

const NOW = Date.parse('2026-11-24T10:30:00Z');
const rules = { withinMs: 1000, share: 0.99, days: 3 };
const hour = (at: string, total: number, kept: number) => ({ hourMs: Date.parse(at), total, kept });

it('is whole while nothing was asked', () => {
  expect(sloOf(rules, [], NOW)).toMatchObject({ total: 0, budgetLeft: 1, burnRate: 0 });
});

it('is used up by one in a hundred, and overdrawn by more', () => {
  const hours = [hour('2026-11-23T08:00:00Z', 900, 900), hour('2026-11-24T10:00:00Z', 100, 90)];
  const found = sloOf(rules, hours, NOW);
  expect(found.budgetLeft).toBe(0);
  expect(found.burnRate).toBe(10);
  expect(found.byDay).toEqual([
    { day: '2026-11-22', share: null },
    { day: '2026-11-23', share: 1 },
    { day: '2026-11-24', share: 0.9 },
  ]);
});

it('forgets what is older than its days', () => {
  expect(sloOf(rules, [hour('2026-11-20T08:00:00Z', 10, 0)], NOW)).toMatchObject({ total: 0, budgetLeft: 1 });
});

it('puts each hour under the reader’s own day', () => {
  // 02:00 on Tuesday in London is 18:00 on Monday in Los Angeles, and 11:00 on Tuesday in Tokyo.
  const evening = Date.parse('2026-11-17T02:00:00Z');
  const hours = [hour('2026-11-17T01:00:00Z', 10, 5), hour('2026-11-16T07:00:00Z', 10, 10)];
  const daysIn = (zone: string) => sloOf(rules, hours, evening, dayIn(zone)).byDay;
  expect(daysIn('America/Los_Angeles')).toEqual([
    { day: '2026-11-14', share: null },
    { day: '2026-11-15', share: 1 },
    { day: '2026-11-16', share: 0.5 },
  ]);
  expect(daysIn('Asia/Tokyo')).toEqual([
    { day: '2026-11-15', share: null },
    { day: '2026-11-16', share: 1 },
    { day: '2026-11-17', share: 0.5 },
  ]);
  expect(daysIn('Mars/Olympus')).toEqual(daysIn('UTC'));
});
