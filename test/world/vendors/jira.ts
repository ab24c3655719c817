import type { Request } from 'express';
import { z } from 'zod';
import type { Company } from '../company/company.ts';
import type { TrackedIssue } from '../company/trouble.ts';
import type { RegisteredApp } from '../oauth/app-consent.ts';
import { atlassianAppRoutes, bearerIn, isAtlassianOauthPath } from '../oauth/atlassian-app.ts';
import { adf } from './adf.ts';
import { type Answer, ok } from './answer.ts';
import { parseJql } from './jql.ts';
import type { VendorSpec } from './vendor.ts';
import { createWindow, requestId } from './vendor-headers.ts';

const Search = z.strictObject({
  jql: z.string().default(''),
  fields: z.array(z.string()).default([]),
  maxResults: z.int().min(1).max(5000).default(50),
  nextPageToken: z.string().min(1).nullish(),
  expand: z.string().optional(),
  properties: z.array(z.string()).max(5).optional(),
  fieldsByKeys: z.boolean().optional(),
  failFast: z.boolean().optional(),
  reconcileIssues: z.array(z.int()).max(50).optional(),
});

/** Where a page begins, and of which search: a token of another one is refused. */
const Token = z.tuple([z.int(), z.string()]);
/** The most that come in one page once fields are asked for. */
const MAX_WITH_FIELDS = 100;

const error = (status: number, message: string, headers: Record<string, string> = {}): Answer => ({
  status,
  headers,
  body: { errorMessages: [message], errors: {} },
});

const SEARCH = '/rest/api/3/search/jql';
const unauthorized = (): Answer =>
  error(401, 'Client must be authenticated to access this resource.', {
    'www-authenticate': 'OAuth realm="https%3A%2F%2Facme.atlassian.net"',
    'x-seraph-loginreason': 'AUTHENTICATED_FAILED',
  });

/** What only an app's token opens. */
const isAtGateway = (req: Request): boolean =>
  req.path.startsWith('/ex/jira/') || req.path === '/oauth/token/accessible-resources';
const GATEWAY_UNAUTHORIZED: Answer = { status: 401, body: { code: 401, message: 'Unauthorized' } };

/** Issues that are over, by key: how they were resolved, or that nobody can see them any more. */
export type IssueEnds = ReadonlyMap<string, { readonly resolution: string } | 'gone'>;

/** Jira Cloud REST v3. Credentials: Basic e-mail and API token. */
export function createJira(
  company: Company,
  credentials: { email: string; token: string },
  origin: () => string,
  ended: IssueEnds,
  app: RegisteredApp,
): VendorSpec {
  const expected = `Basic ${Buffer.from(`${credentials.email}:${credentials.token}`).toString('base64')}`;
  const burst = createWindow(350, 1000);

  const now = (issue: TrackedIssue): TrackedIssue[] => {
    const end = ended.get(issue.key);
    if (end === 'gone') return [];
    return [end ? { ...issue, ...end, status: 'Done', category: 'done' } : issue];
  };
  const issuesNow = () => company.trouble.issues.flatMap(now);
  const search = (given: unknown): Answer => {
    const asked = Search.safeParse(given);
    if (!asked.success)
      return error(400, 'Invalid request payload. Refer to the REST API documentation and try again.');
    const { jql, maxResults, nextPageToken } = asked.data;
    const fields = asked.data.fields.filter((name) => name !== '' && name !== 'id');
    const issues = issuesNow();
    const query = parseJql(jql, issues);
    if ('refusal' in query) return error(400, query.refusal);
    if (!query.isBounded)
      return error(400, 'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.');
    const start = nextPageToken ? startOf(nextPageToken, jql) : 0;
    if (start === undefined) return error(400, 'The nextPageToken is invalid or has expired.');
    const hits = issues.filter(query.test).sort(query.compare);
    const end = start + (fields.length === 0 ? maxResults : Math.min(maxResults, MAX_WITH_FIELDS));
    const isLast = end >= hits.length;
    return ok({
      issues: hits.slice(start, end).map((issue) => issueBean(issue, fields, origin())),
      isLast,
      ...(isLast ? {} : { nextPageToken: tokenFor(end, jql) }),
    });
  };

  return {
    vendor: 'jira',
    name: 'Jira',
    headers: () => {
      const { limit, left } = burst();
      return {
        'atl-traceid': requestId(),
        'x-arequestid': requestId(),
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(left),
        'timing-allow-origin': '*',
      };
    },
    isAuthorised: (req) =>
      isAtlassianOauthPath(req.path) ||
      (isAtGateway(req) ? grantOf(req) !== undefined : req.get('authorization') === expected),
    restrict: (req) => (isAtGateway(req) ? notGranted(req) : undefined),
    refusals: {
      unauthorized: (req) => (isAtGateway(req) ? GATEWAY_UNAUTHORIZED : unauthorized()),
      // To a search a stranger is not refused: what a stranger may see is nothing, and only a header says why.
      stranger: (req) =>
        isAtGateway(req)
          ? GATEWAY_UNAUTHORIZED
          : req.path === SEARCH
            ? {
                status: 200,
                headers: { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' },
                body: { issues: [], isLast: true },
              }
            : unauthorized(),
      forbidden: () => error(403, 'You do not have permission to view this project.'),
      rateLimited: (retryAfterS) =>
        error(429, 'Rate limit exceeded.', {
          'retry-after': String(retryAfterS),
          'ratelimit-reason': 'jira-burst-based',
          'x-ratelimit-remaining': '0',
        }),
      server: (status) => error(status, 'Internal server error'),
      unknownPath: (req) => ({
        status: 404,
        body: { message: `null for uri: ${origin()}${req.originalUrl}`, 'status-code': 404 },
      }),
    },
    routes: [
      ...atlassianAppRoutes(app, (name) => `https://${name}.atlassian.net`),
      ...['', '/ex/jira/:site'].flatMap(routesBelow),
    ],
    find: (text) => {
      const issues = issuesNow();
      const query = parseJql(text, issues);
      const isSearch = 'test' in query && query.isBounded;
      const found = issues.filter((issue) => (isSearch ? query.test(issue) : issue.key === text));
      const all = found.map((issue) => issueBean(issue, ['*all'], origin()));
      return all.length > 1 ? all : all[0];
    },
  };

  function grantOf(req: Request) {
    const grant = app.grants.holder(bearerIn(req));
    const [, site = ''] = /^\/ex\/jira\/([\w-]+)\//.exec(req.path) ?? [];
    return grant && (site === '' || grant.accounts.includes(site)) ? grant : undefined;
  }
  function notGranted(req: Request): Answer | undefined {
    const needed = req.path.endsWith('/myself') ? 'read:jira-user' : 'read:jira-work';
    const isAboutSite = req.path.startsWith('/ex/jira/');
    return isAboutSite && !grantOf(req)?.scopes.includes(needed)
      ? { status: 401, body: { code: 401, message: 'Unauthorized; scope does not match' } }
      : undefined;
  }

  /** The site's own address, and the gateway's, which takes the tokens of apps. */
  function routesBelow(below: string): VendorSpec['routes'] {
    return [
      { method: 'get', path: below + SEARCH, handle: (req) => search(fromQuery(req)) },
      { method: 'post', path: below + SEARCH, handle: (req) => search(req.body) },
      {
        method: 'get',
        path: `${below}/rest/api/3/myself`,
        handle: (req) =>
          ok({
            self: `${origin()}/rest/api/3/user?accountId=5b10ac8d82e05b22cc7d4ef5`,
            accountId: '5b10ac8d82e05b22cc7d4ef5',
            accountType: 'app',
            emailAddress: grantOf(req)?.person ?? credentials.email,
            displayName: 'Sidelight',
            active: true,
            timeZone: 'Etc/UTC',
            locale: 'en_US',
          }),
      },
      {
        method: 'get',
        path: `${below}/rest/api/3/issue/:key`,
        handle: (req) => {
          const issue = issuesNow().find((i) => i.key === req.params.key);
          if (!issue) return error(404, 'Issue does not exist or you do not have permission to see it.');
          const { fields = '*all' } = req.query;
          return ok(issueBean(issue, String(fields).split(','), origin()));
        },
      },
    ];
  }
}

function issueBean(issue: TrackedIssue, asked: readonly string[], origin: string) {
  const all: Readonly<Record<string, unknown>> = {
    summary: issue.summary,
    status: {
      self: `${origin}/rest/api/3/status/3`,
      name: issue.status,
      id: '3',
      statusCategory: { key: issue.category, name: issue.status, id: 4, colorName: 'yellow' },
    },
    priority: { self: `${origin}/rest/api/3/priority/3`, name: issue.priority, id: '3' },
    resolution: issue.resolution === undefined ? null : { id: '10000', name: issue.resolution },
    created: jiraTime(issue.createdAtMs),
    updated: jiraTime(issue.updatedAtMs),
    labels: issue.labels,
    components: issue.components.map((name, i) => ({
      self: `${origin}/rest/api/3/component/${i + 1}`,
      id: String(i + 1),
      name,
    })),
    customfield_10050: issue.workaround === null ? null : adf(issue.workaround),
    customfield_10051: issue.sentence,
  };
  const wanted = asked.includes('*all') || asked.includes('*navigable') ? Object.keys(all) : asked;
  const fields = Object.fromEntries(wanted.filter((name) => name in all).map((name) => [name, all[name]]));
  const self = `${origin}/rest/api/3/issue/${issue.id}`;
  // With no field asked for, the real one answers ids alone.
  return asked.length === 0
    ? { id: issue.id }
    : { expand: 'renderedFields', id: issue.id, self, key: issue.key, fields };
}

/** Jira writes the offset without a colon. */
const jiraTime = (ms: number): string => new Date(ms).toISOString().replace('Z', '+0000');

const tokenFor = (start: number, jql: string): string =>
  Buffer.from(JSON.stringify([start, jql])).toString('base64url');

function startOf(token: string, jql: string): number | undefined {
  try {
    const [start, of] = Token.parse(JSON.parse(Buffer.from(token, 'base64url').toString()));
    return of === jql ? start : undefined;
  } catch {
    return undefined;
  }
}

const LISTS = ['fields', 'properties', 'reconcileIssues'];

/** The same question from the address: lists by commas, numbers and switches as text. */
const fromQuery = (req: Request): unknown =>
  Object.fromEntries(
    Object.entries(req.query).map(([name, value]) => {
      const text = String(value);
      if (LISTS.includes(name)) return [name, text.split(',')];
      if (name === 'maxResults') return [name, /^\d+$/.test(text) ? Number(text) : text];
      return [name, text === 'true' || text === 'false' ? text === 'true' : text];
    }),
  );
