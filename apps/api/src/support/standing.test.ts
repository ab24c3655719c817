import { expect, it } from 'vitest';
import { daysAgo, fact, nowMs, open, rules } from './fixtures.ts';
import { standingOf } from './standing.ts';
import { toFact } from './to-fact.ts';

it('says in both languages what each point is for, and gives both systems the same', () => {
  const facts = [
    ...['a', 'b', 'c'].map((id) => fact(id, 12, open)),
    fact('d', 1, { marks: ['escalated', 'vip'], csat: 'bad', category: 'billing' }),
  ];
  const { record, values } = standingOf(rules, facts, nowMs);
  expect(record).toMatchObject({
    level: 'red',
    ...{ score: { number: 36, of: 100 }, change: null },
    reason: { number: -30, note: { en: '1 escalations', de: '1 Eskalationen' } },
    secondReason: { number: -22, note: { en: '0 % of ratings good' } },
    otherReasons: { number: -12, note: { de: '3 Tickets länger als eine Woche offen' } },
    openTickets: 3,
    lastTicketAt: new Date(daysAgo(1)).toISOString(),
  });
  expect(values).toMatchObject({
    ...{
      health_score: '36',
      health_change: null,
      risk_level: 'red',
      last_ticket_date: '2026-11-27',
      open_tickets: '3',
    },
    ...{ case_volume: '4', escalations: '1', sla_breaches: '0', csat: '0', recurring_issue: null },
    support_tags: ['at_risk', 'vip'],
    health_reasons: '1 escalations: −30\n0 % of ratings good: −22\n3 tickets open longer than a week: −12',
  });
});

it('says of one that it is one', () => {
  const { record } = standingOf(rules, [fact('a', 12, open), fact('b', 2), fact('c', 3)], nowMs);
  expect(record).toMatchObject({
    level: 'green',
    reason: { number: -5, note: { en: '1 ticket open longer than a week' } },
  });
});

it('says nothing of who has hardly written, and counts all the same', () => {
  const { record, values } = standingOf(rules, [fact('a', 2, open)], nowMs);
  expect(record).toMatchObject({ level: 'too_few', score: null, trend: [], reason: null, openTickets: 1 });
  expect(values).toMatchObject({ health_score: null, risk_level: null, health_reasons: null, open_tickets: '1' });
});

it('keeps of a ticket neither tags nor more than the map names', () => {
  const { marks: _, category: __, ...ticket } = fact('1', 2);
  const kept = toFact(rules, { ...ticket, tags: ['invoice', 'vip', 'Mueller'], priority: 'urgent' });
  expect(kept).toMatchObject({ marks: ['escalated', 'vip'], category: 'billing' });
  expect(JSON.stringify(kept)).not.toContain('Mueller');
});

it('says with a sign how the score has changed, and puts what is left of the reasons together', () => {
  const then = ['a', 'b', 'c'].map((id) => fact(id, 45));
  const now = [fact('d', 5, { marks: ['escalated'] })];
  expect(standingOf(rules, [...then, ...now], nowMs).record.change).toBe('−30');
  expect(standingOf(rules, then, nowMs).record.change).toBe('0');
  const more = {
    ...rules,
    factors: { ...rules.factors, other: { ...rules.factors.escalations!, reason: '{{n}} more' } },
  };
  const bad = [
    fact('e', 12, open),
    fact('f', 1, { marks: ['escalated'], csat: 'bad' }),
    fact('g', 1, { csat: 'good' }),
  ];
  expect(standingOf(more, bad, nowMs).record.otherReasons).toEqual({
    number: -9,
    note: {
      en: '2 more: 1 ticket open longer than a week; 50 % of ratings good',
      de: '2 weitere: 1 Ticket länger als eine Woche offen; 50 % der Bewertungen gut',
    },
  });
});
