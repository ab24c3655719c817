import { IssuesRecord } from '@sidelight/shared/record/issues.ts';
import { expect, it } from 'vitest';
import type { HttpClient } from '../http/http-client.ts';
import type { ConnectorSettings } from '../port.ts';
import { createJira } from './connector.ts';
import { issue, page, pageWithMore } from './fixtures.ts';

const signal = new AbortController().signal;
const options = {
  projects: ['APP'],
  label: 'known-issue',
  workaroundField: 'customfield_10050',
  sentenceField: 'customfield_10051',
};

function jira(answer: (call: number) => unknown, over: Partial<ConnectorSettings['options']> = {}) {
  const calls: string[] = [];
  const http: HttpClient = {
    async send({ path }) {
      calls.push(path);
      return { status: 200, json: answer(calls.length) };
    },
  };
  const { reads } = createJira(http, {
    environment: 'live',
    options: { ...options, ...over },
    ask: () => ['summary', 'status'],
    consoleUrl: 'https://acme.atlassian.net',
  });
  return { calls, ask: async () => reads.known?.({ by: 'tenant', value: 'acme' }, signal) };
}

it('searches in the named projects, and links to the same search', async () => {
  const vendor = jira(() => page);
  const found = await vendor.ask();
  const jql =
    'project%20in%20(%22APP%22)%20AND%20labels%20%3D%20%22known-issue%22%20AND%20statusCategory%20!%3D%20Done%20ORDER%20BY%20updated%20DESC';
  expect(vendor.calls).toEqual([`/rest/api/3/search/jql?jql=${jql}&fields=summary,status&maxResults=100`]);
  expect(found?.source.url).toBe(`https://acme.atlassian.net/issues/?jql=${jql}`);
});

it('turns pages by their token', async () => {
  const vendor = jira((call) => (call === 1 ? pageWithMore : { ...page, issues: [{ ...issue, key: 'APP-9' }] }));
  expect(IssuesRecord.parse((await vendor.ask())?.record).items).toHaveLength(2);
  expect(vendor.calls.map((path) => path.split('&nextPageToken=')[1])).toEqual([
    undefined,
    'Ch0jU3RyaW5nJlFWQlE%3D%25%26x',
  ]);
});

it('does not need either text', async () => {
  const { workaroundField, sentenceField, ...rest } = options;
  const http: HttpClient = { send: async () => ({ status: 200, json: page }) };
  const settings = { environment: 'live', options: rest, ask: () => [], consoleUrl: '' } as const;
  const found = await createJira(http, settings).reads.known?.({ by: 'tenant', value: 'acme' }, signal);
  expect(found?.record).toMatchObject({ items: [{ workaround: null, sentence: null }] });
});

it('does not start without a project to search in', () => {
  expect(() => jira(() => page, { projects: [] })).toThrow(/projects/);
});

const stateOf = async (key: string, json: unknown, status = 200) => {
  const calls: string[] = [];
  const http: HttpClient = {
    async send({ path }) {
      calls.push(path);
      return { status, json };
    },
  };
  const { issueState } = createJira(http, {
    ...{ environment: 'live', options, ask: () => [], consoleUrl: 'https://acme.atlassian.net' },
  });
  return { calls, state: await issueState?.(key, signal) };
};

it.each([
  ['indeterminate', null, { kind: 'open' }],
  ['done', { name: 'Won’t Do' }, { kind: 'closed', as: 'Won’t Do' }],
  ['done', null, { kind: 'closed', as: 'Released' }],
])('says of an issue of category %s, resolved as %j, how it stands', async (category, resolution, expected) => {
  const status = { name: 'Released', statusCategory: { key: category } };
  const { calls, state } = await stateOf('APP-7', { key: 'APP-7', fields: { status, resolution } });
  expect(state).toEqual(expected);
  expect(calls).toEqual(['/rest/api/3/issue/APP-7?fields=status,resolution']);
});

it('does not know an issue that is not there, and asks for nothing that is no key', async () => {
  const body = { errorMessages: ['Issue does not exist or you do not have permission to see it.'], errors: {} };
  expect((await stateOf('APP-7', body, 404)).state).toEqual({ kind: 'unknown' });
  expect(await stateOf('../7', {})).toEqual({ calls: [], state: { kind: 'unknown' } });
});
