import type { Request } from 'express';
import type { Company } from '../company/company.ts';
import type { TrackedIssue } from '../company/trouble.ts';
import { adf } from './adf.ts';
import { type Answer, ok } from './answer.ts';
import { parseJql } from './jql.ts';
import { recordOf } from './record-of.ts';
import type { VendorSpec } from './vendor.ts';
import { createWindow, requestId } from './vendor-headers.ts';

interface Search {
  readonly jql: string;
  readonly fields: readonly string[];
  readonly maxResults: number;
  readonly nextPageToken: string;
}

const error = (status: number, message: string, headers: Record<string, string> = {}): Answer => ({
  status,
  headers,
  body: { errorMessages: [message], errors: {} },
});

/** Jira Cloud REST v3. Credentials: Basic e-mail and API token. */
export function createJira(
  company: Company,
  credentials: { email: string; token: string },
  origin: () => string,
): VendorSpec {
  const expected = `Basic ${Buffer.from(`${credentials.email}:${credentials.token}`).toString('base64')}`;
  const burst = createWindow(350, 1000);

  const search = (asked: Search): Answer => {
    const query = parseJql(asked.jql);
    if (!query) return error(400, `Error in the JQL Query: '${asked.jql.slice(0, 60)}' could not be understood.`);
    if (!query.isBounded) {
      return error(400, 'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.');
    }
    const start = asked.nextPageToken === '' ? 0 : Number(Buffer.from(asked.nextPageToken, 'base64url').toString());
    if (!Number.isInteger(start)) return error(400, 'The nextPageToken is invalid or has expired.');
    const hits = company.trouble.issues.filter(query.test).sort((a, b) => b.updatedAtMs - a.updatedAtMs);
    const end = start + asked.maxResults;
    const isLast = end >= hits.length;
    return ok({
      issues: hits.slice(start, end).map((issue) => issueBean(issue, asked.fields, origin())),
      isLast,
      ...(isLast ? {} : { nextPageToken: Buffer.from(String(end)).toString('base64url') }),
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
    isAuthorised: (req) => req.get('authorization') === expected,
    refusals: {
      unauthorized: () =>
        error(401, 'Client must be authenticated to access this resource.', {
          'www-authenticate': 'OAuth realm="https%3A%2F%2Facme.atlassian.net"',
          'x-seraph-loginreason': 'AUTHENTICATED_FAILED',
        }),
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
      { method: 'get', path: '/rest/api/3/search/jql', handle: (req) => search(fromQuery(req)) },
      { method: 'post', path: '/rest/api/3/search/jql', handle: (req) => search(fromBody(req.body)) },
      {
        method: 'get',
        path: '/rest/api/3/myself',
        handle: () =>
          ok({
            self: `${origin()}/rest/api/3/user?accountId=5b10ac8d82e05b22cc7d4ef5`,
            accountId: '5b10ac8d82e05b22cc7d4ef5',
            accountType: 'app',
            emailAddress: credentials.email,
            displayName: 'Sidelight',
            active: true,
            timeZone: 'Etc/UTC',
            locale: 'en_US',
          }),
      },
      {
        method: 'get',
        path: '/rest/api/3/issue/:key',
        handle: (req) => {
          const issue = company.trouble.issues.find((i) => i.key === req.params.key);
          if (!issue) return error(404, 'Issue does not exist or you do not have permission to see it.');
          return ok(issueBean(issue, ['*all'], origin()));
        },
      },
    ],
    find: (text) => {
      const query = parseJql(text);
      const found = query?.isBounded
        ? company.trouble.issues.filter(query.test)
        : company.trouble.issues.filter((issue) => issue.key === text);
      const all = found.map((issue) => issueBean(issue, ['*all'], origin()));
      return all.length > 1 ? all : all[0];
    },
  };
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

const fromQuery = (req: Request): Search => ({
  jql: String(req.query.jql ?? ''),
  fields: String(req.query.fields ?? '')
    .split(',')
    .filter((name) => name !== '' && name !== 'id'),
  maxResults: Number(req.query.maxResults ?? 50),
  nextPageToken: String(req.query.nextPageToken ?? ''),
});

function fromBody(body: unknown): Search {
  const { jql, fields, maxResults, nextPageToken } = recordOf(body) ?? {};
  return {
    jql: typeof jql === 'string' ? jql : '',
    fields: Array.isArray(fields) ? fields.map(String).filter((name) => name !== 'id') : [],
    maxResults: typeof maxResults === 'number' ? maxResults : 50,
    nextPageToken: typeof nextPageToken === 'string' ? nextPageToken : '',
  };
}
