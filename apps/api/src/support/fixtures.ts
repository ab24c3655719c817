import type { HealthScore } from '@sidelight/shared/map/health-score.ts';
import { HealthScore as Schema } from '@sidelight/shared/map/health-score.ts';
import { DAY_MS } from './figures.ts';
import type { TicketFact } from './ticket-fact.ts';

export const nowMs = Date.parse('2026-11-28T12:00:00Z');
export const daysAgo = (days: number): number => nowMs - days * DAY_MS;

/** One that was answered within an hour and solved within two. */
export function fact(id: string, madeDaysAgo: number, more: Partial<TicketFact> = {}): TicketFact {
  const createdAtMs = daysAgo(madeDaysAgo);
  return {
    ...{ id, organizationId: '9001', requesterId: '55', createdAtMs, updatedAtMs: createdAtMs, status: 'solved' },
    ...{ firstReplyAfterMs: 3_600_000, solvedAtMs: createdAtMs + 7_200_000, priority: null, marks: [], category: null },
    ...{ csat: null, breachedAtMs: null },
    ...more,
  };
}
export const open = { status: 'open', solvedAtMs: null } as const;

export const rules: HealthScore = Schema.parse({
  owner: 'support_ops',
  risk: { green: 75, yellow: 50 },
  marks: { escalated: { tags: ['escalated'], priorities: ['urgent'] }, vip: { tags: ['vip'] } },
  categories: { billing: { label: { en: 'Billing', de: 'Abrechnung' }, tags: ['invoice'] } },
  factors: {
    open_long: {
      figure: 'open_long',
      steps: [
        { atLeast: 1, points: -5 },
        { atLeast: 3, points: -12 },
      ],
      reason: { en: '{{n}} tickets open longer than a week', de: '{{n}} Tickets länger als eine Woche offen' },
      reasonOfOne: { en: '1 ticket open longer than a week', de: '1 Ticket länger als eine Woche offen' },
    },
    csat: {
      figure: 'csat_60d',
      steps: [
        { below: 90, points: -4 },
        { below: 50, points: -22 },
      ],
      reason: { en: '{{n}} % of ratings good', de: '{{n}} % der Bewertungen gut' },
    },
    escalations: {
      figure: 'escalations_30d',
      steps: [{ atLeast: 1, points: -30 }],
      reason: { en: '{{n}} escalations', de: '{{n}} Eskalationen' },
    },
  },
  tags: {
    at_risk: { risk: ['red'] },
    vip: { mark: 'vip' },
    recurring_issue: { figure: 'recurring_30d', atLeast: 3 },
    billing_trouble: { category: 'billing', atLeast: 2 },
  },
});
