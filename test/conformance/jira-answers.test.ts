import { createHttpClient } from '@sidelight/api/connectors/http/axios-client.ts';
import { classifyJira } from '@sidelight/api/connectors/jira/classify.ts';
import { createJira } from '@sidelight/api/connectors/jira/connector.ts';
import { isUpstreamError } from '@sidelight/api/connectors/upstream-error.ts';
import { IssuesRecord } from '@sidelight/shared/record/issues.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answer, type Call, startUpstream, type Upstream } from './upstream.ts';

const SEARCH = '/rest/api/3/search/jql';
let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.stop());
beforeEach(() => {
  upstream.calls.length = 0;
});

const issue = (n: number, over: object = {}) => ({
  ...{ id: String(n), key: `OPS-${n}` },
  fields: {
    summary: `Fault ${n}`,
    status: { name: 'Open', statusCategory: { key: 'new' } },
    labels: ['known-issue', 'imports'],
    components: [],
    created: '2026-11-03T08:00:00.000+0000',
    ...over,
  },
});

interface Given {
  readonly page: (call: Call) => object;
  readonly headers?: Record<string, string>;
  readonly myself?: { readonly status: number; readonly body: object };
}

async function read({ page, headers, myself = { status: 200, body: { accountId: 'u1' } } }: Given) {
  upstream.behave((call, res) =>
    call.path === SEARCH ? answer(200, page(call), headers)(call, res) : answer(myself.status, myself.body)(call, res),
  );
  const http = createHttpClient({ baseUrl: upstream.url, headers: {}, classify: classifyJira, now: Date.now });
  const { reads } = createJira(http, {
    environment: 'live',
    options: { projects: ['OPS'], label: 'known-issue', workaroundField: 'customfield_7' },
    ask: () => ['summary', 'status'],
    consoleUrl: 'https://harbour.atlassian.net',
  });
  try {
    const found = await reads.known?.({ by: 'tenant', value: 'harbour' }, AbortSignal.timeout(5000));
    const { items } = IssuesRecord.parse(found?.record);
    return { items, ids: items.map(({ id }) => id), gaps: found?.gaps };
  } catch (error) {
    if (isUpstreamError(error)) return { reason: error.reason, concerns: error.concerns };
    throw error;
  } finally {
    await http.close();
  }
}

describe('who is asking', () => {
  it.each([
    ['AUTHENTICATED_FAILED', 'credential'],
    ['AUTHENTICATION_DENIED', 'credential'],
    ['AUTHORISATION_FAILED', 'forbidden'],
  ])('an empty 200 with %s is %s, of the whole connection', async (word, reason) => {
    const headers = { 'x-seraph-loginreason': word };
    expect(await read({ page: () => ({ issues: [], isLast: true }), headers })).toEqual({
      ...{ reason, concerns: 'connection' },
    });
  });

  it('a full 200 with that header is no answer either', async () => {
    const headers = { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' };
    expect(await read({ page: () => ({ issues: [issue(1)], isLast: true }), headers })).toMatchObject({
      reason: 'credential',
    });
  });

  it.each(['OK', ''])('the header saying %j is nothing', async (word) => {
    const headers = { 'x-seraph-loginreason': word };
    expect(await read({ page: () => ({ issues: [issue(1)], isLast: true }), headers })).toMatchObject({
      ids: ['OPS-1'],
    });
  });

  it('an empty list is believed only of somebody who is signed in', async () => {
    const page = () => ({ issues: [], isLast: true });
    expect(await read({ page })).toEqual({ items: [], ids: [], gaps: undefined });
    const stranger = { status: 401, body: { message: 'Client must be authenticated to access this resource.' } };
    expect(await read({ page, myself: stranger })).toMatchObject({ reason: 'credential' });
  });

  it('a token that may not ask who it is shuts that question, not the vendor', async () => {
    const myself = { status: 401, body: { code: 401, message: 'Unauthorized; scope does not match' } };
    expect(await read({ page: () => ({ issues: [], isLast: true }), myself })).toEqual({
      ...{ reason: 'forbidden', concerns: 'read' },
    });
  });
});

describe('every page', () => {
  /** As Jira pages: the token is where to go on, and left out of the last page. */
  const paged = (total: number, size: number) => (call: Call) => {
    const from = Number(call.query.get('nextPageToken') ?? 0);
    const to = Math.min(from + Math.min(size, Number(call.query.get('maxResults'))), total);
    const issues = Array.from({ length: to - from }, (_, i) => issue(from + i + 1));
    return to < total ? { issues, isLast: false, nextPageToken: String(to) } : { issues, isLast: true };
  };

  it('180 issues are 180', async () => {
    const found = await read({ page: paged(180, 100) });
    expect(found.ids).toHaveLength(180);
    expect(found.gaps).toBeUndefined();
  });

  it('past 300 it says that there are more', async () => {
    const found = await read({ page: paged(301, 100) });
    expect(found.ids).toHaveLength(300);
    expect(found.gaps).toEqual({ isCutShort: true, leftOut: 0 });
    expect((await read({ page: paged(300, 100) })).gaps).toBeUndefined();
  });

  it('pages smaller than asked for are followed for a while, not for ever', async () => {
    expect((await read({ page: paged(60, 10) })).gaps).toBeUndefined();
    const found = await read({ page: paged(61, 10) });
    expect(found.ids).toHaveLength(60);
    expect(found.gaps).toEqual({ isCutShort: true, leftOut: 0 });
  });

  it('a token that never moves ends the search, each issue once, and it is not said to be all', async () => {
    const found = await read({ page: () => ({ issues: [issue(1), issue(2)], nextPageToken: 'same' }) });
    expect(found).toMatchObject({ ids: ['OPS-1', 'OPS-2'], gaps: { isCutShort: true } });
    expect(upstream.calls).toHaveLength(2);
  });

  it('a last page with a token is followed once, and was the last', async () => {
    const found = await read({ page: () => ({ issues: [issue(1)], isLast: true, nextPageToken: 'again' }) });
    expect(found).toMatchObject({ ids: ['OPS-1'], gaps: undefined });
  });

  it('a last page with a token that leads on was not the last', async () => {
    const page = (call: Call) =>
      call.query.has('nextPageToken')
        ? { issues: [issue(1), issue(2)], isLast: true }
        : { issues: [issue(1)], isLast: true, nextPageToken: 'on' };
    expect(await read({ page })).toMatchObject({ ids: ['OPS-1', 'OPS-2'], gaps: undefined });
  });

  it('a search that the vendor says it cut short is not said to be all', async () => {
    const warnings = [{ type: 'RESULT_TRUNCATED', message: 'The result was truncated.' }];
    expect(await read({ page: () => ({ issues: [issue(1)], isLast: true, warnings }) })).toMatchObject({
      ...{ ids: ['OPS-1'], gaps: { isCutShort: true, leftOut: 0 } },
    });
    expect((await read({ page: () => ({ issues: [issue(1)], isLast: true, warnings: [] }) })).gaps).toBeUndefined();
  });

  it('a page that is not the last and has no token is not said to be all', async () => {
    expect(await read({ page: () => ({ issues: [issue(1)], isLast: false }) })).toMatchObject({
      ...{ ids: ['OPS-1'], gaps: { isCutShort: true, leftOut: 0 } },
    });
  });
});

describe('an odd issue beside two sound ones', () => {
  const beside = (odd: unknown) => read({ page: () => ({ issues: [issue(1), odd, issue(3)], isLast: true }) });

  it.each([
    ['no category', { status: { name: 'Open' } }],
    ['a category that is null', { status: { name: 'Open', statusCategory: null } }],
    ['no day of creation', { created: null }],
    ['components that are null', { components: null }],
    ['labels that are null', { labels: null }],
    ['a priority without a name', { priority: { id: '3' } }],
  ])('%s: shown', async (_name, over) => {
    expect(await beside(issue(2, over))).toMatchObject({ ids: ['OPS-1', 'OPS-2', 'OPS-3'], gaps: undefined });
  });

  it.each([
    ['no title', issue(2, { summary: null })],
    ['no status', issue(2, { status: null })],
    ['a time that is none', issue(2, { created: 'yesterday' })],
    ['a component without a name', issue(2, { components: [{ id: '1' }] })],
    ['no key', { ...issue(2), key: undefined }],
    ['no issue at all', null],
  ])('%s: left out and counted', async (_name, odd) => {
    expect(await beside(odd)).toMatchObject({
      ...{ ids: ['OPS-1', 'OPS-3'], gaps: { isCutShort: false, leftOut: 1 } },
    });
  });

  it('when none of them can be read, the answer is no good', async () => {
    const page = () => ({ issues: [issue(1, { status: null }), issue(2, { status: null })], isLast: true });
    expect(await read({ page })).toMatchObject({ reason: 'bad_answer' });
  });

  it.each([
    [{ self: 'https://harbour.atlassian.net/1', value: 'Use the old importer', id: '4' }, 'Use the old importer'],
    [[{ value: 'Wait' }, { value: 'Retry' }], 'Wait, Retry'],
    [{ accountId: 'u2', displayName: 'Noor Haddad' }, 'Noor Haddad'],
    [3, '3'],
    [{ votes: 3 }, null],
  ])('a workaround kept as %j reads %j', async (value, text) => {
    const { items } = await beside(issue(2, { customfield_7: value }));
    expect(items?.map(({ workaround }) => workaround)).toEqual([null, text, null]);
  });
});
