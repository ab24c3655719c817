import { iso } from '../company/clock.ts';
import type { Company } from '../company/company.ts';
import { type Answer, ok } from './answer.ts';
import { readHogql } from './hogql.ts';
import { daysAsked } from './hogql-days.ts';
import { createPosthogQueue, type PosthogLimits } from './posthog-limits.ts';
import { personRows } from './posthog-persons.ts';
import type { VendorSpec } from './vendor.ts';
import { requestId } from './vendor-headers.ts';

const PROJECT = '7001';

const error = (
  status: number,
  type: string,
  code: string,
  detail: string,
  headers: Record<string, string> = {},
): Answer => ({
  status,
  headers,
  body: { type, code, detail, attr: null },
});

/** What ClickHouse answers for the greatest time among no rows. */
const EPOCH = '1970-01-01T00:00:00Z';

/** PostHog's query API. Credentials: a personal API key as bearer. Queries are known by the name sent with them. */
export function createPosthog(
  company: Company,
  credentials: { key: string },
  { limits, timeZone = 'UTC' }: PosthogProject = {},
): VendorSpec {
  const turn = limits && createPosthogQueue(limits, Date.now);
  const throttled = (retryAfterS: number) =>
    error(429, 'throttled_error', 'throttled', `Request was throttled. Expected available in ${retryAfterS} seconds.`, {
      'retry-after': String(retryAfterS),
    });
  const answers: Readonly<Record<string, (account: string, days: Days) => Table>> = {
    sidelight_usage: (account, days) => {
      const use = company.usage(account);
      return {
        columns: ['active_7d', 'active_30d', 'last_seen', 'trend', 'app_version', 'flags'],
        types: ['UInt64', 'UInt64', "DateTime64(6, 'UTC')", 'Array(UInt64)', 'Nullable(String)', 'Nullable(String)'],
        row: use
          ? [
              ...[use.active7d, use.active30d, hogTime(use.lastSeenAtMs), days(use.trend)],
              ...[use.appVersion ?? null, use.flags ? JSON.stringify(use.flags) : null],
            ]
          : [0, 0, EPOCH, [0, 0, 0, 0, 0, 0, 0, 0], null, null],
      };
    },
    sidelight_errors: (account) => {
      const use = company.usage(account);
      return {
        columns: ['count_24h', 'top_type', 'last_at'],
        types: ['UInt64', 'String', "DateTime64(6, 'UTC')"],
        row: [use?.errors24h ?? 0, use?.topError ?? '', use?.lastErrorAtMs ? hogTime(use.lastErrorAtMs) : EPOCH],
      };
    },
  };

  return {
    vendor: 'posthog',
    name: 'PostHog',
    headers: () => ({ 'x-request-id': requestId() }),
    isAuthorised: (req) => req.get('authorization') === `Bearer ${credentials.key}`,
    refusals: {
      unauthorized: (req) =>
        req.get('authorization')
          ? error(401, 'authentication_error', 'authentication_failed', 'Invalid personal API key.')
          : error(401, 'authentication_error', 'not_authenticated', 'Authentication credentials were not provided.'),
      forbidden: () =>
        error(403, 'authentication_error', 'permission_denied', "API key missing required scope 'query:read'"),
      rateLimited: throttled,
      server: (status) => error(status, 'server_error', 'error', 'A server error occurred.'),
      unknownPath: () => error(404, 'invalid_request', 'not_found', 'Endpoint not found.'),
    },
    routes: [
      {
        method: 'post',
        path: '/api/projects/:project/query/',
        handle: async (req) => {
          const own = await turn?.();
          if (own?.kind === 'throttled') return throttled(own.retryAfterS);
          if (req.params.project !== PROJECT) {
            return error(404, 'invalid_request', 'not_found', 'Project not found.');
          }
          const asked = readHogql(req.body);
          if (!asked.ok) return error(400, 'validation_error', asked.code, asked.detail);
          if ('isPing' in asked) {
            return ok(queryResponse({ columns: ['1'], types: ['UInt8'], rows: [[1]] }, asked.query));
          }
          if (asked.name === 'sidelight_person') {
            const types = ['String', 'Array(Nullable(String))'];
            const rows = personRows(company, asked.value, asked.query);
            return ok(queryResponse({ columns: ['person_id', 'flags'], types, rows }, asked.query));
          }
          const answer = answers[asked.name];
          if (!answer) {
            return error(400, 'validation_error', 'hogql_error', `This world has no query named ${asked.name}`);
          }
          // Without a group, ClickHouse sums up no rows into one; HAVING drops that row again.
          const dropsEmpty = /\bhaving\s+count\(\)\s*>\s*0/i.test(asked.query);
          const isEmpty = company.usage(asked.value) === undefined;
          const { row, ...table } = answer(asked.value, (perDay) =>
            daysAsked(asked.query, perDay, timeZone, company.clock.nowMs),
          );
          return ok(queryResponse({ ...table, rows: dropsEmpty && isEmpty ? [] : [row] }, asked.query));
        },
      },
    ],
    find: (id) => {
      // A person's page shows how their company uses the product.
      const [accountId = ''] = company.contactByEmail(id)?.accountIds ?? [];
      const use = company.usage(company.account(accountId)?.telemetryId ?? id);
      if (!use) return undefined;
      const { lastSeenAtMs, lastErrorAtMs, ...rest } = use;
      return { ...rest, lastSeen: hogTime(lastSeenAtMs), lastError: lastErrorAtMs && hogTime(lastErrorAtMs) };
    },
  };
}

/** How one project is set up, where a test needs it otherwise than the demo's. */
export interface PosthogProject {
  readonly limits?: PosthogLimits;
  readonly timeZone?: string;
}

type Days = (perDay: readonly number[]) => readonly number[];

interface Table {
  readonly columns: readonly string[];
  readonly types: readonly string[];
  readonly row: readonly unknown[];
}

type Response = Omit<Table, 'row'> & { readonly rows: readonly (readonly unknown[])[] };

const queryResponse = ({ columns, types, rows }: Response, query: string) => ({
  clickhouse: null,
  columns,
  error: null,
  explain: null,
  hasMore: false,
  hogql: query,
  limit: 100,
  metadata: null,
  modifiers: { personsOnEventsMode: 'person_id_override_properties_on_events' },
  offset: 0,
  query,
  query_status: null,
  results: rows,
  timings: [],
  types: columns.map((column, i) => [column, types[i]]),
});

const hogTime = (ms: number): string => iso(ms).replace(/\.\d+Z$/, 'Z');
