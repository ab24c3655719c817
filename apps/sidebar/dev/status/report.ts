import type { SystemHealth } from '@sidelight/shared/health/health.ts';
import type { StatusReport } from '@sidelight/shared/health/status-report.ts';
import { ago } from '../scenarios/values.ts';
import { budgets } from './budgets.ts';
import { closed, stripeSays } from './incidents.ts';

const DAY_MS = 86_400_000;

const NAMES = { helpdesk: 'Helpdesk', crm: 'CRM', billing: 'Billing', telemetry: 'Telemetry', issues: 'Issue tracker' };
const SPEEDS: readonly [system: keyof typeof NAMES, calls: number, p50Ms: number, p95Ms: number][] = [
  ['helpdesk', 1840, 121, 182],
  ['crm', 1622, 148, 231],
  ['billing', 2210, 132, 204],
  ['telemetry', 911, 74, 118],
  ['issues', 902, 51, 88],
];
const READS: readonly [read: string, startMs: number, p50Ms: number, p95Ms: number][] = [
  ['helpdesk.ticket', 4, 112, 170],
  ['helpdesk.requester', 4, 96, 150],
  ['crm.contact', 118, 120, 190],
  ['issues.known', 120, 51, 90],
  ['crm.account', 240, 110, 180],
  ['billing.subscriptions', 352, 140, 210],
  ['billing.payment', 352, 160, 260],
  ['telemetry.usage', 354, 74, 120],
];

const systemOf = (read: string): keyof typeof NAMES => read.split('.')[0] as keyof typeof NAMES;

const health = (more: Partial<Record<keyof typeof NAMES, Partial<SystemHealth>>>): SystemHealth[] =>
  (Object.keys(NAMES) as (keyof typeof NAMES)[]).map((system) => ({
    system,
    name: NAMES[system],
    state: 'ok',
    since: '1970-01-01T00:00:00.000Z',
    ...more[system],
  }));

interface Bad extends Partial<StatusReport> {
  readonly health?: Partial<Record<keyof typeof NAMES, Partial<SystemHealth>>>;
  /** How slow the systems that are not well have become. */
  readonly slow?: readonly (keyof typeof NAMES)[];
}

/** A whole report: everything well but for what a scenario says. */
export function report({ health: bad = {}, slow = [], ...more }: Bad = {}): StatusReport {
  const drag = (system: keyof typeof NAMES, ms: number) => (slow.includes(system) ? ms * 7.4 : ms);
  return {
    at: ago(0),
    systems: health(bad),
    incidents: [],
    notConnected: [],
    damaged: 0,
    agentsOnline: 9,
    openTickets: 41,
    latency: SPEEDS.map(([system, calls, p50Ms, p95Ms]) => ({
      system,
      name: NAMES[system],
      calls,
      p50Ms: drag(system, p50Ms),
      p95Ms: drag(system, p95Ms),
    })),
    waterfall: READS.map(([read, startMs, p50Ms, p95Ms]) => {
      const system = systemOf(read);
      const [from, to] = [drag(system, p50Ms), drag(system, p95Ms)];
      return { read, system, name: NAMES[system], startMs, calls: 900, p50Ms: from, p95Ms: to };
    }),
    slo: slo([0.998, 0.994, 0.999, null, 0.986, 0.997, 0.996], 0.42, 0.6),
    vendors: [
      { ...stripeSays('operational'), system: 'helpdesk', connector: 'zendesk', source: 'Zendesk' },
      { ...stripeSays('operational'), system: 'crm', connector: 'hubspot', source: 'HubSpot' },
      stripeSays('operational'),
      {
        ...stripeSays('degraded', 'Delayed event ingestion'),
        system: 'telemetry',
        connector: 'posthog',
        source: 'PostHog',
      },
    ],
    budgets: budgets(),
    recent: closed(),
    planned: [],
    risks: [],
    unmarked: [],
    ...more,
  };
}

export function slo(shares: readonly (number | null)[], budgetLeft: number, burnRate: number) {
  const asked = shares.filter((share) => share !== null);
  const total = asked.length * 640;
  const kept = Math.round(asked.reduce((sum, share) => sum + share * 640, 0));
  const byDay = shares.map((share, i) => ({ day: ago((shares.length - 1 - i) * DAY_MS).slice(0, 10), share }));
  return { withinMs: 1000, share: 0.99, days: 7, total, kept, budgetLeft, burnRate, byDay };
}
