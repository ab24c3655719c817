import type { VendorBudget } from '@sidelight/shared/health/vendor-budget.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const quiet = { live: 0, follow_up: 0, sync: 0, backfill: 0, probe: 12 };

/** A busy hour: plenty left everywhere, but at the vendor that allows little. */
export const budgets = (): VendorBudget[] => [
  {
    ...{ system: 'helpdesk', connector: 'zendesk', source: 'Zendesk', share: 0.3, yielding: [] },
    limits: [{ windowMs: MINUTE_MS, calls: 700, used: 31 }],
    lastHour: { ...quiet, live: 1840, follow_up: 212 },
  },
  {
    ...{ system: 'crm', connector: 'hubspot', source: 'HubSpot', share: 0.3, yielding: [] },
    limits: [
      { windowMs: 10_000, calls: 190, used: 9 },
      { windowMs: 24 * HOUR_MS, calls: 650_000, used: 41_210 },
    ],
    lastHour: { ...quiet, live: 1622, follow_up: 190 },
  },
  {
    ...{ system: 'telemetry', connector: 'posthog', source: 'PostHog', share: 0.3 },
    limits: [
      { windowMs: MINUTE_MS, calls: 240, used: 22 },
      { windowMs: HOUR_MS, calls: 2400, used: 2190 },
    ],
    lastHour: { ...quiet, live: 1911, follow_up: 279 },
    yielding: ['follow_up', 'sync', 'backfill', 'probe'],
  },
  {
    ...{ system: 'issues', connector: 'jira', source: 'Jira', share: 0.3, yielding: [] },
    limits: [{ windowMs: 0, calls: 350, used: 1 }],
    lastHour: quiet,
  },
];
