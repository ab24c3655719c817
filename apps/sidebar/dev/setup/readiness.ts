import type { Area, Evidence, Readiness } from '@sidelight/shared/setup/readiness.ts';
import { LEAST_SCORE } from '@sidelight/shared/setup/readiness.ts';
import { ago } from '../scenarios/values.ts';

const HOUR_MS = 3_600_000;

type Check = readonly [claim: string, by: string, met: string, unmet: string, mend: string, link?: Evidence['link']];

const CHECKS: Readonly<Record<Area, readonly Check[]>> = {
  workflow_mapping: [
    [
      'Every workflow names the fields it needs',
      'map lint',
      '5 of 5 workflows',
      '3 of 5 workflows',
      'Add `needs` to renewal_risk_review and triage.',
      { kind: 'map', file: 'map/workflows.yaml' },
    ],
    [
      'Every decision field is needed by a workflow',
      'map lint',
      'all 14 fields',
      '12 of 14 fields; not: seats, term',
      'Name the workflow, or take the field out.',
      { kind: 'map', file: 'map/systems/billing.yaml' },
    ],
  ],
  data_ownership: [
    [
      'Every system has a business and a technical owner',
      'map lint',
      '5 of 5 systems',
      '4 of 5; not: telemetry',
      'Name both owners of telemetry.',
      { kind: 'map', file: 'map/systems/telemetry.yaml' },
    ],
    [
      'Every owner can be reached',
      'an alert that was sent',
      '5 of 5 channels',
      '2 of 5 channels',
      'Give the owners a channel in ALERT_CHANNELS.',
      { kind: 'section', section: 'status' },
    ],
  ],
  taxonomy: [
    [
      'Every code an agent sees has a label',
      'connection tests',
      'all 31 codes',
      '30 of 31; not: T1-PLUS',
      'Give the code a label in the map.',
      { kind: 'map', file: 'map/systems/crm.yaml' },
    ],
    [
      'The map fits what was seen',
      'map drift',
      'nothing differs',
      '2 differences',
      'Run `sidelight map drift` and look at its patch.',
    ],
  ],
  security: [
    [
      'No connection has more rights than it needs',
      'connection tests',
      '6 of 6',
      '4 of 6 tested',
      'Test what is not tested yet.',
      { kind: 'section', section: 'connections' },
    ],
    [
      'Personal values are masked for agents',
      'masking check',
      '4 of 4 fields',
      '3 of 4 fields; not: account.owner',
      'Give the field a sensitivity in the map.',
    ],
    [
      'The webhook’s signature is checked',
      'a delivered message',
      'the last 12 messages',
      'nothing delivered yet',
      'Register the webhook and send a test.',
      { kind: 'section', section: 'webhook' },
    ],
  ],
  monitoring: [
    [
      'An alert has reached an owner',
      'a delivered alert',
      'Slack, #integrations',
      'none was delivered',
      'Send a test alert from the status page.',
      { kind: 'section', section: 'status' },
    ],
    [
      'An outage was noticed and closed',
      'incident history',
      'Billing, 16 min',
      'none yet',
      'Rehearse one: see the incident.',
      { kind: 'incident', id: 'inc-41' },
    ],
  ],
  rollout: [
    [
      'A pilot group is chosen',
      'the rollout below',
      '2 groups',
      'none',
      'Choose a group below.',
      { kind: 'section', section: 'rollout' },
    ],
    [
      'Going back was rehearsed',
      'the rollout’s history',
      'pilot → sandbox',
      'never',
      'Start the pilot and go back once.',
      { kind: 'section', section: 'rollout' },
    ],
  ],
  training: [
    [
      'Every fallback was confirmed within 90 days',
      'map lint',
      '6 of 6 fallbacks',
      '1 of 6 fallbacks',
      'Have the owners read and date their fallbacks.',
      { kind: 'map', file: 'map/systems/billing.yaml' },
    ],
    [
      'The pilot’s agents have opened the sidebar',
      'the audit trail',
      '11 of 12 agents',
      '0 of 12 agents',
      'Show them the sandbox before the pilot begins.',
    ],
    [
      'A lead has handled an incident',
      'incident history',
      'Ruth, 34 min ago',
      'nobody yet',
      'Let a lead acknowledge the next one.',
      { kind: 'section', section: 'status' },
    ],
  ],
};

/** How many checks of an area are met; all of them where nothing is said. */
export type Met = Partial<Record<Area, number>>;

export function readiness(met: Met): Readiness {
  const areas = (Object.keys(CHECKS) as Area[]).map((area) => {
    const checks = CHECKS[area];
    const passed = met[area] ?? checks.length;
    const evidence = checks.map(([claim, by, good, bad, mend, link], i): Evidence => {
      const isMet = i < passed;
      const isNever = !isMet && /none|never|nothing|nobody/.test(bad);
      return {
        id: `${area}-${i}`,
        claim,
        isMet,
        found: isMet ? good : bad,
        by,
        ...(!isNever && { at: ago((i + 1) * 3 * HOUR_MS) }),
        ...(!isMet && { mend }),
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
