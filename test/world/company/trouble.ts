import type { Clock } from './clock.ts';

/** An issue in the tracker. */
export interface TrackedIssue {
  readonly id: string;
  readonly key: string;
  readonly summary: string;
  readonly status: string;
  readonly category: 'new' | 'indeterminate' | 'done';
  /** How it ended, once it has. */
  readonly resolution?: string;
  readonly priority: string;
  readonly labels: readonly string[];
  readonly components: readonly string[];
  readonly workaround: string | null;
  readonly sentence: string | null;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}

/** An incident or a planned maintenance on the public status page. */
export interface StatusIncident {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly impact: 'none' | 'minor' | 'major' | 'critical' | 'maintenance';
  readonly body: string;
  readonly componentIds: readonly string[];
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  readonly scheduledForMs?: number;
  readonly scheduledUntilMs?: number;
}

export interface Trouble {
  readonly issues: readonly TrackedIssue[];
  readonly incidents: readonly StatusIncident[];
  readonly maintenances: readonly StatusIncident[];
  /** Names no component, so it touches every ticket: shown only once it is switched on. */
  readonly globalIncident: StatusIncident;
}

export const EXPORTS_INCIDENT = 'Exports time out on large workspaces';
export const EXPORTS_ISSUE = 'Exports above 50,000 rows stop half way';
export const SSO_INCIDENT = 'Sign-in fails for SSO users in EU';
export const HTML_ISSUE = '<img src=x onerror=alert(1)> in a column name breaks the import preview';

export function createTrouble(clock: Clock): Trouble {
  let number = 1420;
  const issue = (summary: string, topic: string, rest: Partial<TrackedIssue> & { daysOld: number }): TrackedIssue => {
    number -= 7;
    const { daysOld, ...over } = rest;
    return {
      id: String(10000 + number),
      key: `APP-${number}`,
      summary,
      status: 'In Progress',
      category: 'indeterminate',
      priority: 'Medium',
      labels: ['known-issue', topic],
      components: [
        /^(api|sso)$/.test(topic) ? topic.toUpperCase() : `${topic.charAt(0).toUpperCase()}${topic.slice(1)}`,
      ],
      workaround: null,
      sentence: null,
      createdAtMs: clock.day(-daysOld),
      updatedAtMs: clock.minutesAgo(60 + daysOld * 20),
      ...over,
    };
  };
  const incident = (id: string, rest: Omit<StatusIncident, 'id' | 'updatedAtMs'>): StatusIncident => ({
    id,
    updatedAtMs: rest.createdAtMs,
    ...rest,
  });
  return {
    issues: [
      issue(EXPORTS_ISSUE, 'exports', {
        daysOld: 3,
        priority: 'High',
        workaround: 'Export one month at a time.',
        sentence:
          'We know that very large exports stop half way. Exporting one month at a time works until it is fixed.',
      }),
      issue('SAML sign-in loops after a key change', 'sso', {
        daysOld: 9,
        workaround: 'Remove the old certificate in the identity provider, then sign in again.',
        sentence: 'Removing the old certificate in your identity provider lets you sign in again.',
      }),
      issue('Search API leaves out its rate-limit headers', 'api', { daysOld: 12 }),
      issue('VAT number is missing on PDF invoices', 'billing', {
        daysOld: 20,
        workaround: 'Support can send a corrected PDF on request.',
        sentence: 'The VAT number is missing on some PDF invoices; I can send you a corrected one today.',
      }),
      issue('Android app asks to sign in again after each update', 'mobile', { daysOld: 31, priority: 'Low' }),
      issue('Webhooks are delivered twice after a retry', 'webhooks', {
        daysOld: 40,
        workaround: 'Ignore a second delivery with the same id.',
      }),
      issue(HTML_ISSUE, 'imports', { daysOld: 16 }),
      issue('Dashboards show the numbers of the day before until 09:00 UTC', 'reports', {
        daysOld: 55,
        status: 'To Do',
        category: 'new',
      }),
      // Fixed, and not a known issue: a correct question leaves both out.
      issue('Exports lost their header row', 'exports', { daysOld: 90, status: 'Done', category: 'done' }),
      issue('Rewrite the export queue', 'exports', { daysOld: 5, labels: ['exports'] }),
    ],
    incidents: [
      incident('p31zjtct2jer', {
        name: EXPORTS_INCIDENT,
        status: 'identified',
        impact: 'minor',
        body: 'Exports above 50,000 rows time out. Export by month in the meantime.',
        componentIds: ['c4exports0001'],
        createdAtMs: clock.minutesAgo(80),
      }),
      incident('q82kdlwe9sso', {
        name: SSO_INCIDENT,
        status: 'monitoring',
        impact: 'major',
        body: 'A fix is in place and we are watching sign-ins recover.',
        componentIds: ['c4sso00000002'],
        createdAtMs: clock.minutesAgo(190),
      }),
    ],
    maintenances: [
      incident('m55windowsat1', {
        name: 'Database maintenance on Saturday night',
        status: 'scheduled',
        impact: 'maintenance',
        body: 'The app may be read-only for up to ten minutes.',
        componentIds: ['c4reports0004'],
        createdAtMs: clock.day(-2),
        scheduledForMs: clock.day(5),
        scheduledUntilMs: clock.day(5) + 3_600_000,
      }),
    ],
    globalIncident: incident('g11everyone00', {
      name: 'Some pages load slowly',
      status: 'investigating',
      impact: 'minor',
      body: 'We are looking into slow pages across the product.',
      componentIds: [],
      createdAtMs: clock.minutesAgo(15),
    }),
  };
}

/** Components of the status page, by id. The empty status is what the vendor sends for a group. */
export const components: readonly { id: string; name: string; status: string }[] = [
  { id: 'c4exports0001', name: 'Exports', status: 'degraded_performance' },
  { id: 'c4sso00000002', name: 'SSO', status: 'partial_outage' },
  { id: 'c4api00000003', name: 'API', status: 'operational' },
  { id: 'c4reports0004', name: 'Reports', status: 'operational' },
  { id: 'c4webhooks005', name: 'Webhooks', status: 'operational' },
  { id: 'c4group000006', name: 'Everything else', status: '' },
];
