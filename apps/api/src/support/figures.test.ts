import { expect, it } from 'vitest';
import { figuresOf } from './figures.ts';
import { daysAgo, fact, nowMs, open, rules } from './fixtures.ts';

it('counts what is open, what has been open for long, and what is recent', () => {
  const facts = [
    fact('1', 3, open),
    fact('2', 8, open),
    fact('3', 20, { ...open, marks: ['escalated'], status: 'hold' }),
    fact('4', 29),
    fact('5', 31, { marks: ['escalated'] }),
  ];
  expect(figuresOf(facts, rules, nowMs)).toMatchObject({
    ...{ tickets: 5, open_tickets: 3, open_long: 2, case_volume_30d: 4, escalations_30d: 1 },
    lastTicketAtMs: daysAgo(3),
  });
});

it('knows nothing at a moment of what came after it', () => {
  const facts = [fact('1', 40, { solvedAtMs: daysAgo(20), csat: 'bad', breachedAtMs: daysAgo(10) }), fact('2', 5)];
  const before = figuresOf(facts, rules, daysAgo(30));
  expect(before).toMatchObject({ tickets: 1, open_tickets: 1, open_long: 1, csat_60d: null, sla_breaches_30d: 0 });
  expect(figuresOf(facts, rules, nowMs)).toMatchObject({ open_tickets: 0, csat_60d: 0, sla_breaches_30d: 1 });
});

it('has no satisfaction where nobody was asked, which is not none', () => {
  expect(figuresOf([fact('1', 5)], rules, nowMs).csat_60d).toBeNull();
  const rated = ['good', 'good', 'bad'] as const;
  expect(
    figuresOf(
      rated.map((csat, n) => fact(String(n), 5, { csat })),
      rules,
      nowMs,
    ).csat_60d,
  ).toBe(67);
});

it('counts a first reply that was slow, and one that has not come', () => {
  const slow = fact('1', 10, { firstReplyAfterMs: 25 * 3_600_000 });
  const waits = fact('2', 2, { ...open, firstReplyAfterMs: null });
  const isNew = fact('3', 0.5, { ...open, firstReplyAfterMs: null });
  const neverNeeded = fact('4', 9, { firstReplyAfterMs: null });
  expect(figuresOf([slow, waits, isNew, neverNeeded], rules, nowMs).slow_replies_30d).toBe(2);
});

it('names the category that recurs, by its name where two are as common', () => {
  const of = (category: string, n: number) =>
    Array.from({ length: n }, (_, i) => fact(`${category}${i}`, 3, { category }));
  expect(figuresOf(of('billing', 2), rules, nowMs)).toMatchObject({ recurring: null, recurring_30d: 2 });
  expect(figuresOf([...of('bug', 3), ...of('billing', 3)], rules, nowMs)).toMatchObject({ recurring: 'billing' });
});
