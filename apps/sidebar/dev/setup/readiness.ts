import type { Area } from '@sidelight/shared/setup/area.ts';
import type { Claim } from '@sidelight/shared/setup/claim.ts';
import type { Finding } from '@sidelight/shared/setup/finding.ts';
import { type Evidence, LEAST_SCORE, type Readiness } from '@sidelight/shared/setup/readiness.ts';
import { ago } from '../scenarios/values.ts';

const HOUR_MS = 3_600_000;

type Check = readonly [claim: Claim, met: Finding, unmet: Finding, link?: Evidence['link']];

const section = (name: 'connections' | 'webhook' | 'rollout' | 'status') =>
  ({ kind: 'section', section: name }) as const;
const file = (path: string) => ({ kind: 'map', file: path }) as const;
const names = (...first: string[]) => ({ first, more: 0 });

const CHECKS: Readonly<Record<Area, readonly Check[]>> = {
  workflow_mapping: [
    [
      { code: 'decisions_in_workflows' },
      { code: 'decisions_needed', count: 14 },
      { code: 'decisions_not_needed', names: names('seats', 'term') },
      file('workflows.yaml'),
    ],
    [
      { code: 'flows_seen', days: 7 },
      { code: 'all_flows_seen', count: 9 },
      { code: 'flows_not_seen', names: { first: ['crm_to_billing', 'usage'], more: 3 } },
      file('flows.yaml'),
    ],
  ],
  data_ownership: [
    [
      { code: 'two_owners' },
      { code: 'all_owned', count: 14 },
      { code: 'one_team_alone', names: names('telemetry') },
      file('teams.yaml'),
    ],
    [
      { code: 'owners_reached' },
      { code: 'teams_reached', count: 5 },
      { code: 'teams_never_reached', names: names('revops', 'sales-ops') },
      section('status'),
    ],
  ],
  taxonomy: [
    [
      { code: 'no_unknown_codes' },
      { code: 'values_right', count: 1240 },
      { code: 'unknown_codes', names: names('account.tier = T1-PLUS') },
      file('systems'),
    ],
    [
      { code: 'no_empty_fields' },
      { code: 'values_right', count: 1240 },
      { code: 'too_little_shown', count: 1, least: 20 },
      file('systems'),
    ],
  ],
  security: [
    [{ code: 'keys_encrypted' }, { code: 'all_encrypted' }, { code: 'in_environment' }, section('connections')],
    [
      { code: 'keys_lasting', days: 7 },
      { code: 'none_ends' },
      { code: 'ending', names: names('jira'), firstEndsAtMs: Date.parse('2026-12-01T09:00:00Z') },
      section('connections'),
    ],
    [
      { code: 'webhook_signed', days: 30 },
      { code: 'delivery_accepted' },
      { code: 'never_delivered' },
      section('webhook'),
    ],
  ],
  monitoring: [
    [
      { code: 'probes', minutes: 10 },
      { code: 'connections_asked', count: 6 },
      { code: 'connections_not_asked', names: names('jira') },
      file('health.yaml'),
    ],
    [
      { code: 'slo_measured', sloMs: 1500, contexts: 100, days: 30 },
      { code: 'served', count: 2310, inTimePercent: 99.1 },
      { code: 'nothing_served' },
      section('status'),
    ],
  ],
  rollout: [
    [{ code: 'way_back' }, { code: 'groups_named', count: 2 }, { code: 'no_group_named' }, section('rollout')],
    [{ code: 'rehearsed' }, { code: 'went_back_and_on' }, { code: 'never_went_back' }, section('rollout')],
  ],
  training: [
    [
      { code: 'practice_outage' },
      { code: 'practised', system: 'billing', person: 'Ruth', agents: 6 },
      { code: 'no_practice' },
      { kind: 'incident', id: 'inc-41' },
    ],
    [
      { code: 'agents_versed', agents: 2, tickets: 5, days: 30 },
      { code: 'versed', count: 11, of: 12 },
      { code: 'versed', count: 0, of: 12 },
      section('rollout'),
    ],
    [{ code: 'owner_told' }, { code: 'owner_was_told' }, { code: 'owner_never_told' }, section('status')],
  ],
};

const NEVER: readonly Finding['code'][] = [
  'never_delivered',
  'nothing_served',
  'no_group_named',
  'never_went_back',
  'no_practice',
  'owner_never_told',
];

/** How many checks of an area are met; all of them where nothing is said. */
export type Met = Partial<Record<Area, number>>;

export function readiness(met: Met): Readiness {
  const areas = (Object.keys(CHECKS) as Area[]).map((area) => {
    const checks = CHECKS[area];
    const passed = met[area] ?? checks.length;
    const evidence = checks.map(([claim, good, bad, link], i): Evidence => {
      const isMet = i < passed;
      const found = isMet ? good : bad;
      return {
        ...{ claim, isMet, found },
        ...(!NEVER.includes(found.code) && { at: ago((i + 1) * 3 * HOUR_MS) }),
        ...(link && { link }),
      };
    });
    return { area, score: 1 + Math.floor((4 * passed) / checks.length), evidence };
  });
  return { at: ago(0), areas, isReady: areas.every(({ score }) => score >= LEAST_SCORE) };
}

export const NOTHING: Met = {
  workflow_mapping: 1,
  data_ownership: 1,
  taxonomy: 0,
  security: 1,
  monitoring: 0,
  rollout: 0,
  training: 0,
};
