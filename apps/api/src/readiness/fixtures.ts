import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { RolloutStep } from '@sidelight/shared/setup/rollout.ts';
import type { ReadinessFacts } from './facts.ts';

const NOW = Date.parse('2026-11-25T12:00:00Z');
export const ago = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();
/** In minutes. */
export const DAY = 24 * 60;

export const step = (
  from: RolloutStep['from'],
  to: RolloutStep['to'],
  minutes: number,
  by = 'Olivia',
): RolloutStep => ({
  ...{ at: ago(minutes), from, to, by },
});
/** Newest first. */
export const rehearsed: readonly RolloutStep[] = [
  step('sandbox', 'pilot', 2 * DAY),
  step('pilot', 'sandbox', 3 * DAY),
  step('sandbox', 'pilot', 4 * DAY),
];
const page = { url: 'https://status.example', readAt: ago(1), state: 'operational', text: '' } as const;

/** Everything as it should be. */
export const wellFacts = (of: IntegrationMap): ReadinessFacts => ({
  ...{ nowMs: NOW, map: of, remarks: [], drift: [], fieldsShown: 500 },
  connections: Object.values(of.systems).flatMap(({ system, connectors }) =>
    Object.keys(connectors).map((connector) => ({ connector, system, state: 'ok' as const })),
  ),
  delivered: new Map([['integrations-slack', ago(600)]]),
  secrets: { kind: 'store', undecipherable: [], expiring: [] },
  ...{ publicUrl: 'https://sidelight.example', webhookAt: ago(60) },
  askedAt: new Map(
    ['zendesk', 'hubspot', 'stripe', 'posthog', 'jira', 'statuspage'].map(
      (connector, i) => [connector, ago(i)] as const,
    ),
  ),
  canary: { rightAt: ago(2), wrongAt: undefined },
  vendorPages: [{ ...page, system: 'crm', connector: 'hubspot', source: 'HubSpot' }],
  slo: { total: 400, kept: 399 },
  rollout: { phase: 'pilot', pilotGroups: ['10'], groups: [], steps: rehearsed },
  backup: undefined,
  ticketsByAgent: [
    { agentId: '7001', tickets: 9 },
    { agentId: '7003', tickets: 5 },
    { agentId: '7004', tickets: 1 },
  ],
  practices: [{ id: 'i1', system: 'billing', at: ago(DAY), acknowledgedBy: 'Ruth', seenBy: 2 }],
  ownerToldAt: ago(DAY),
});
