import type { Rollout } from '@sidelight/shared/setup/rollout.ts';
import { ago } from '../scenarios/values.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const GROUPS = [
  'Tier 1',
  'Tier 2',
  'Billing questions',
  'Berlin',
  'Dublin',
  'Enterprise',
  'Night shift',
  'Onboarding',
  'Partners',
  'Returns',
];

/** The sandbox, untouched, but for what is said otherwise. */
export function rollout(more: Partial<Rollout> = {}): Rollout {
  return {
    phase: 'sandbox',
    pilotGroups: [],
    groups: [],
    allGroups: GROUPS.map((name, i) => ({ id: String(360_001 + i), name })),
    areGroupsKnown: true,
    criteria: { leastInTimePercent: 95, mostDownMinutes: 15, mostFailedPercent: 5, overMinutes: 60, leastContexts: 50 },
    watched: [
      { criterion: 'in_time', limit: 95, isBreached: false },
      { criterion: 'down', limit: 15, measured: 0, isBreached: false },
      { criterion: 'failed', limit: 5, isBreached: false },
    ],
    since: ago(2 * DAY_MS),
    history: [],
    blockers: [],
    ...more,
  };
}

export const piloted: Partial<Rollout> = {
  phase: 'pilot',
  pilotGroups: ['360004', '360006'],
  groups: ['360004', '360006', '360001'],
  since: ago(3 * HOUR_MS),
  watched: [
    { criterion: 'in_time', limit: 95, measured: 91.4, isBreached: true },
    { criterion: 'down', limit: 15, measured: 6, isBreached: false },
    { criterion: 'failed', limit: 5, measured: 1.2, isBreached: false },
  ],
  history: [
    { at: ago(3 * HOUR_MS), from: 'sandbox', to: 'pilot', by: 'Mara Lind' },
    {
      at: ago(26 * HOUR_MS),
      from: 'pilot',
      to: 'sandbox',
      by: 'rollback',
      reason: {
        code: 'breached',
        breaches: [{ criterion: 'down', limit: 15, measured: 22 }],
        minutes: 60,
        whoIsLeft: 'admins',
      },
    },
    { at: ago(30 * HOUR_MS), from: 'sandbox', to: 'pilot', by: 'Mara Lind' },
  ],
  blockers: [{ code: 'breached', breaches: [{ criterion: 'in_time', limit: 95, measured: 91.4 }], minutes: 60 }],
};
