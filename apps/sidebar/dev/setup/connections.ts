import type { ConnectionTest, SetupConnection } from '@sidelight/shared/setup/connection.ts';
import { ago, inDays } from '../scenarios/values.ts';
import { vendors } from './vendors.ts';

const DAY_MS = 86_400_000;
type Vendor = keyof typeof vendors;

/** One read of a HubSpot company: three things to look at, among much that fits. */
export const passedTest = (): ConnectionTest => ({
  kind: 'worked',
  at: ago(4 * 60_000),
  tookMs: 231,
  asked: ['crm.account'],
  record: { type: 'company', id: '990017' },
  fields: [
    { id: 'account.name', label: 'Company', mapping: 'properties.name', state: 'filled', display: 'Northwind Traders' },
    { id: 'account.tier', label: 'Tier', mapping: 'properties.tier', state: 'unknown_code', display: 'T1-PLUS' },
    {
      id: 'account.owner',
      label: 'Owner',
      mapping: 'properties.hubspot_owner_id',
      state: 'filled',
      display: 'P•••• N•••',
    },
    { id: 'account.region', label: 'Region', mapping: 'properties.country', state: 'empty' },
    { id: 'account.since', label: 'Customer since', mapping: 'properties.closedate', state: 'bad', display: '14.3.' },
    { id: 'account.health', label: 'Health', mapping: 'properties.health_score', state: 'empty' },
  ],
  raw: [
    ...['name', 'tier', 'hubspot_owner_id', 'country', 'closedate', 'domain'].map(
      (name) => ({ name, state: 'used' }) as const,
    ),
    { name: 'health_score', state: 'missing' },
    ...[
      'about_us',
      'annualrevenue',
      'city',
      'createdate',
      'founded_year',
      'hs_object_id',
      'industry',
      'lifecyclestage',
    ].map((name) => ({ name, state: 'unused' }) as const),
  ],
});

const plainTest = (read: string, type: string, id: string, tookMs: number): ConnectionTest => ({
  kind: 'worked',
  at: ago(2 * DAY_MS),
  tookMs,
  asked: [read],
  record: { type, id },
  fields: [{ id: `${read}.id`, label: 'Record', mapping: 'id', state: 'filled', display: id }],
  raw: [{ name: 'id', state: 'used' }],
});

export const failedTest = (): ConnectionTest => ({
  kind: 'failed',
  at: ago(40_000),
  reason: { code: 'forbidden', scopes: ['Customers: read', 'Subscriptions: read', 'Invoices: read'] },
  inputs: ['key'],
});

const tests: Readonly<Record<Vendor, () => ConnectionTest>> = {
  zendesk: () => plainTest('helpdesk.ticket', 'ticket', '4711', 121),
  hubspot: passedTest,
  stripe: () => plainTest('billing.subscription', 'subscription', 'sub_1Q8fA0', 204),
  posthog: () => plainTest('telemetry.usage', 'group', 'acc_northwind', 118),
  jira: () => plainTest('issues.known', 'issue', 'APP-4127', 88),
  statuspage: () => plainTest('issues.incidents', 'page', 'acme', 40),
};

type More = Partial<Record<Vendor, Partial<SetupConnection>>>;

/** The six, of which `names` are connected and well, but for what is said otherwise. */
export function connections(names: readonly Vendor[], more: More = {}): SetupConnection[] {
  return (Object.keys(vendors) as Vendor[]).map((name) => {
    const vendor: SetupConnection = vendors[name];
    const isIn = names.includes(name);
    const method = vendor.methods[0]?.kind ?? 'key';
    const standing = { kind: 'connected', by: 'Mara Lind', since: ago(3 * DAY_MS), method, health: 'ok' } as const;
    return { ...vendor, ...(isIn && { standing, lastTest: tests[name]() }), ...more[name] };
  });
}

export const ALL = Object.keys(vendors) as Vendor[];

export const unusable: Partial<SetupConnection> = { standing: { kind: 'unusable', reason: 'reconnect_needed' } };

export const endingSoon: Partial<SetupConnection> = {
  standing: {
    kind: 'connected',
    by: 'Mara Lind',
    since: ago(80 * DAY_MS),
    method: 'key',
    health: 'degraded',
    reason: 'rate_limited',
    expiresAt: inDays(5),
  },
};

export const byServer: Partial<SetupConnection> = {
  standing: { kind: 'connected', since: ago(9 * DAY_MS), method: 'operator', health: 'ok' },
};
