import { expect, it } from 'vitest';
import { busyOctober, noFacts, quietSeptember } from './fixtures.ts';
import { monthOf } from './month.ts';
import type { MonthFacts } from './month-facts.ts';
import { figuresOf } from './month-figures.ts';
import { recommendationsOf } from './recommendations.ts';

const month = monthOf('2026-10')!;
const judge = (facts: Partial<MonthFacts>, before?: MonthFacts) =>
  recommendationsOf({
    current: figuresOf(month, { ...noFacts, ...facts }, { hubspot: 650_000 }),
    before: before && figuresOf(month, before, {}),
    reviewDueMs: 86_400_000,
  });
const rulesOf = (facts: Partial<MonthFacts>, before?: MonthFacts) => [
  ...new Set(judge(facts, before).map(({ rule }) => rule)),
];

it('says nothing where nothing calls for it', () => {
  expect(judge({})).toEqual([]);
});

it('names every rule that a month with everything sets off', () => {
  expect(rulesOf(busyOctober, quietSeptember)).toEqual([
    'conflicts_decided_the_same_way',
    'values_not_taken',
    'slow_to_the_crm',
    'calls_wait_for_the_budget',
    'sides_drift_apart',
    'reviews_are_late',
    'edits_are_taken_back',
    'near_the_daily_limit',
    'conflicts_are_growing',
  ]);
});

const phone = (end: 'left' | 'right', n: number) =>
  ({ object: 'contact', field: 'phone', blocks: true, isFirst: false, end, n, openMs: 0 }) as const;
it.each([
  [[phone('left', 19), phone('right', 2)], ['crm_wins']],
  [[phone('right', 21)], ['support_wins']],
  [[phone('left', 18), phone('right', 3)], []],
  [[phone('left', 20)], []],
  [[{ ...phone('left', 30), blocks: false }], []],
  [[{ ...phone('left', 30), isFirst: true }], ['crm']],
] as const)('would make a rule of more than 20 conflicts of which nine in ten went one way: %#', (conflicts, rules) => {
  const said = judge({ conflicts });
  expect(said.map(({ text }) => /`(?:rule|first): (\w+)`/.exec(text)?.[1])).toEqual(rules);
});

const letter = (reason: string, n: number) => ({ object: 'contact', field: 'role', reason, n });
it('asks for words that are missing from the first on, for other refusals where they are many', () => {
  expect(judge({ deadLetters: [letter('mapping', 1)] })[0]?.text).toMatch(/^1 value of contact\.role wait.*`values`/);
  expect(judge({ deadLetters: [letter('validation', 4), letter('constructor', 9)] })).toEqual([]);
  expect(judge({ deadLetters: [letter('validation', 5)] })).toHaveLength(1);
});

const row = (side: string, name: string, detail: string, n: number) => ({ object: 'contact', side, name, detail, n });
it.each([
  ['slow_to_the_helpdesk', { figures: [row('right', 'lag', '45000', 100)] }],
  ['slow_to_the_crm', { figures: [row('left', 'lag', '45000', 100)] }],
  ['much_is_sent_twice', { figures: [row('left', 'written', '', 100), row('left', 'sent_again', '', 6)] }],
  ['never_compared', { figures: [row('left', 'written', '', 1)] }],
  ['calls_wait_for_the_budget', { activeHours: 100, yieldedHours: 6 }],
  ['near_the_daily_limit', { calls: [{ connector: 'hubspot', day: '2026-10-01', n: 520_001 }] }],
] as const)('%s is said', (rule, facts) => {
  expect(rulesOf(facts)).toContain(rule);
});

it.each([
  ['slow_to_the_crm', { figures: [row('left', 'lag', '30000', 100)] }],
  ['much_is_sent_twice', { figures: [row('left', 'written', '', 100), row('left', 'sent_again', '', 5)] }],
  ['calls_wait_for_the_budget', { activeHours: 100, yieldedHours: 5 }],
  ['near_the_daily_limit', { calls: [{ connector: 'hubspot', day: '2026-10-01', n: 520_000 }] }],
  ['reviews_are_late', { openNow: { items: 1, oldestMs: 86_400_000 } }],
  ['edits_are_taken_back', { decisions: [{ because: 'foreign_edit_reverted', n: 50 }] }],
] as const)('%s is not said at its limit', (rule, facts) => {
  expect(rulesOf(facts)).not.toContain(rule);
});
