import type { AnswersAtRisk } from '@sidelight/shared/health/answers-at-risk.ts';
import type { BlastRadius } from '@sidelight/shared/health/blast-radius.ts';
import type { Incident } from '@sidelight/shared/health/incident.ts';
import type { VendorReport } from '@sidelight/shared/health/vendor-report.ts';
import { ago, code, text } from '../scenarios/values.ts';
import { breaksOf, teams } from './people.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
export const minutesAgo = (minutes: number): string => ago(minutes * MINUTE_MS);

const fields = (...labels: readonly string[]) => labels.map((label) => ({ id: label.toLowerCase(), label }));

const billingRadius = (openTickets: number): BlastRadius => ({
  fields: fields('Plan', 'Entitled to', 'Seats', 'Term', 'Contract value', 'Status', 'Due', 'Last invoice'),
  cards: [
    { id: 'plan', title: 'Plan' },
    { id: 'payment', title: 'Payment' },
  ],
  workflows: breaksOf('entitlement', 'renewal'),
  owner: teams.integrations,
  openTickets,
  agents: 9,
  accounts: 33,
});

export const stripeSays = (state: VendorReport['state'], say?: string): VendorReport => ({
  system: 'billing',
  connector: 'stripe',
  source: 'Stripe',
  state,
  ...(say && { text: say }),
  url: 'https://www.stripestatus.com',
  readAt: minutesAgo(1),
});

export const billingDown = (): Incident => ({
  id: 'inc_41',
  system: 'billing',
  name: 'Billing',
  state: 'down',
  reason: 'timeout',
  since: minutesAgo(16),
  radius: billingRadius(41),
  leadSays: 'Maya Lindqvist is on it: “Stripe support sees it too, ticket 88121.”',
  ask: 'RevOps · #revops-desk',
  acknowledged: { at: minutesAgo(12), by: 'Maya Lindqvist' },
  alert: { state: 'failed', channel: 'integrations-pager', why: 'unreachable' },
  vendor: stripeSays('operational'),
  timeline: [
    { kind: 'opened', at: minutesAgo(16), state: 'degraded', reason: 'timeout' },
    { kind: 'changed', at: minutesAgo(15.5), state: 'down', reason: 'timeout' },
    { kind: 'alerted', at: minutesAgo(15.4), channel: 'integrations-slack', what: 'opened' },
    { kind: 'alert_failed', at: minutesAgo(15.3), channel: 'integrations-pager', why: 'unreachable' },
    { kind: 'acknowledged', at: minutesAgo(12), by: 'Maya Lindqvist' },
    { kind: 'note', at: minutesAgo(9), by: 'Maya Lindqvist', text: 'Stripe support sees it too, ticket 88121.' },
  ],
});

export const billingWrong = (): Incident => ({
  ...billingDown(),
  state: 'degraded',
  reason: 'wrong_values',
  timeline: [{ kind: 'opened', at: minutesAgo(16), state: 'degraded', reason: 'wrong_values' }],
});

export const crmLocked = (): Incident => ({
  id: 'inc_42',
  system: 'crm',
  name: 'CRM',
  ask: 'Sales Ops · #sales-ops',
  state: 'locked_out',
  reason: 'credential',
  since: minutesAgo(4),
  radius: {
    fields: fields('Company', 'Tier', 'Owner'),
    cards: [{ id: 'identity', title: 'Customer' }],
    workflows: breaksOf('lookup'),
    owner: teams.integrations,
    openTickets: 1,
    agents: 1,
    accounts: 1,
  },
  alert: { state: 'sent' },
  timeline: [
    { kind: 'opened', at: minutesAgo(4), state: 'locked_out', reason: 'credential' },
    { kind: 'alerted', at: minutesAgo(4), channel: 'integrations-slack', what: 'opened' },
  ],
});

export const planned = (): Incident => ({
  id: 'inc_43',
  system: 'telemetry',
  name: 'Telemetry',
  ask: 'Sales Ops · #sales-ops',
  state: 'maintenance',
  since: minutesAgo(20),
  until: minutesAgo(-40),
  radius: {
    fields: fields('Active, 7/30 d', 'Trend'),
    cards: [],
    workflows: breaksOf('renewal'),
    owner: teams.integrations,
    openTickets: 41,
    agents: 9,
    accounts: 33,
  },
  alert: { state: 'none' },
  timeline: [
    { kind: 'maintenance', at: minutesAgo(20), by: 'Maya Lindqvist', until: minutesAgo(-40) },
    { kind: 'note', at: minutesAgo(20), by: 'Maya Lindqvist', text: 'PostHog is moved to the EU region.' },
  ],
});

const over = (id: string, daysAgo: number, lengthMinutes: number, more: Partial<Incident>): Incident => {
  const since = ago(daysAgo * DAY_MS + lengthMinutes * MINUTE_MS);
  const closedAt = ago(daysAgo * DAY_MS);
  return {
    ...billingDown(),
    id,
    since,
    closedAt,
    timeline: [
      { kind: 'opened', at: since, state: 'down', reason: 'timeout' },
      { kind: 'alerted', at: since, channel: 'integrations-slack', what: 'opened' },
      { kind: 'closed', at: closedAt },
      { kind: 'answers_checked', at: closedAt, checked: 18, differing: 3 },
    ],
    ...more,
  };
};

export const closed = (): Incident[] => [
  over('inc_39', 0.2, 27, { atRisk: 3 }),
  over('inc_37', 2, 6, { system: 'crm', name: 'CRM', state: 'degraded', reason: 'rate_limited', atRisk: 0 }),
  over('inc_33', 5, 60, { system: 'issues', name: 'Issue tracker', state: 'maintenance', timeline: [] }),
];

export const atRisk = (): AnswersAtRisk => ({
  incidentId: 'inc_39',
  state: 'done',
  shown: 21,
  checked: 20,
  unchecked: 1,
  uncheckedTickets: ['1019'],
  tickets: [
    {
      ticketId: '4711',
      wasAnswered: true,
      fields: [
        {
          id: 'payment.status',
          label: 'Payment status',
          shown: code('paid', 'Paid', 'good'),
          shownAt: minutesAgo(300),
          isNow: code('overdue', 'Past due', 'bad', ago(12 * DAY_MS)),
        },
        {
          id: 'plan.entitlement',
          label: 'Entitled to',
          shown: text('1 h reply · Premium'),
          shownAt: minutesAgo(300),
          isNow: text('Next-day reply · Standard'),
        },
      ],
    },
    {
      ticketId: '4698',
      wasAnswered: false,
      fields: [{ id: 'plan.name', label: 'Plan', shown: text('Business'), shownAt: minutesAgo(310), isNow: null }],
    },
    {
      ticketId: '4690',
      wasAnswered: true,
      fields: [
        {
          id: 'payment.status',
          label: 'Payment status',
          shown: code('overdue', 'Past due', 'bad'),
          shownAt: minutesAgo(312),
          isNow: code('paid', 'Paid', 'good'),
        },
      ],
    },
  ],
});
