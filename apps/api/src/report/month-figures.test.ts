import { expect, it } from 'vitest';
import { busyOctober, noFacts } from './fixtures.ts';
import { monthBefore, monthOf } from './month.ts';
import { figuresOf, isEmpty } from './month-figures.ts';

const october = monthOf('2026-10')!;
const figures = figuresOf(october, busyOctober, { hubspot: 650_000 });

it('knows a month and the one before, over the year too', () => {
  expect(october).toMatchObject({ fromMs: Date.UTC(2026, 9, 1), toMs: Date.UTC(2026, 10, 1) });
  expect(monthBefore(monthOf('2027-01')!)).toEqual(monthOf('2026-12'));
  expect(['2026-13', '2026-1', '26-10', 'October', '2026-10-01', ''].map(monthOf)).toEqual(Array(6).fill(undefined));
});

it('counts each direction by itself: what was found there arrived too', () => {
  expect(figures.flows.map(({ object, to, written, refused }) => [object, to, written, refused])).toEqual([
    ['company', 'helpdesk', 3100, 2],
    ['contact', 'helpdesk', 9412, 38],
    ['contact', 'crm', 2100, 12],
  ]);
  expect(figures.flows[1]?.success).toBeCloseTo(9412 / 9450);
  expect(figures.success).toBeCloseTo(14_612 / 14_664);
  expect(figures.refusals[0]).toEqual({ reason: 'mapping', n: 38 });
});

it('reckons lag from the buckets', () => {
  const [, toHelpdesk, toCrm] = figures.flows;
  expect(toHelpdesk?.lag?.n).toBe(1000);
  expect(toHelpdesk?.lag?.p50Ms).toBeGreaterThan(1500);
  expect(toHelpdesk?.lag?.p50Ms).toBeLessThanOrEqual(2000);
  expect(toCrm?.lag?.p95Ms).toBe(60_000);
  expect(figures.flows[0]?.took).toBeUndefined();
});

it('adds up days and finds the busiest hour', () => {
  expect(figures.days).toHaveLength(31);
  const all = busyOctober.hours.reduce((sum, { written }) => sum + written, 0);
  expect(figures.days.reduce((sum, { written }) => sum + written, 0)).toBe(all);
  expect(figures.peakHour).toEqual({ at: '2026-10-09T13:00:00.000Z', written: 900 });
});

it('tells conflicts that a rule decided from those that people did', () => {
  const { fields, ...all } = figures.conflicts;
  expect(all).toMatchObject({ detected: 66, automatic: 13, manual: 51, open: 2 });
  expect(fields[0]).toMatchObject({
    field: 'contact.phone',
    detected: 60,
    ends: { left: 46, right: 2 },
    waitedMs: 7_200_000,
  });
  expect(fields[1]).toMatchObject({ field: 'contact.email', automatic: 1, manual: 3, open: 2, ends: { value: 3 } });
});

it('says what of the pairs agreed, and which day came nearest to a daily limit', () => {
  expect(figures.consistency[0]?.share).toBeCloseTo(1 - 620 / 18_400);
  expect(figures.consistency[0]?.drift.map(({ field }) => field)).toEqual(['phone', 'time_zone', 'email']);
  expect(figures.calls[0]).toEqual({
    ...{ connector: 'hubspot', n: 620_000, peakDay: '2026-10-08', peak: 530_000, dailyLimit: 650_000 },
  });
  expect(figures.calls[1]?.dailyLimit).toBeUndefined();
});

it('has no share of nothing', () => {
  const nothing = figuresOf(october, noFacts, {});
  expect([nothing.success, nothing.served.inTime, nothing.peakHour]).toEqual([undefined, undefined, undefined]);
  expect([isEmpty(noFacts), isEmpty(busyOctober)]).toEqual([true, false]);
});
