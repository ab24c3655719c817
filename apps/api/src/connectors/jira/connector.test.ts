import { IssuesRecord } from '@sidelight/shared/record/issues.ts';
import { expect, it } from 'vitest';
import type { HttpClient } from '../http-client.ts';
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

const withField = (value: unknown) => ({
  ...page,
  issues: [{ ...issue, fields: { ...issue.fields, customfield_10050: value } }],
});

it('searches in the named projects, and links to the same search', async () => {
  const vendor = jira(() => page);
  const found = await vendor.ask();
  const jql =
    'project%20in%20(%22APP%22)%20AND%20labels%20%3D%20%22known-issue%22%20AND%20statusCategory%20!%3D%20Done%20ORDER%20BY%20updated%20DESC';
  expect(vendor.calls).toEqual([`/rest/api/3/search/jql?jql=${jql}&fields=summary,status&maxResults=50`]);
  expect(found?.source.url).toBe(`https://acme.atlassian.net/issues/?jql=${jql}`);
});

it('turns pages by their token', async () => {
  const vendor = jira((call) => (call === 1 ? pageWithMore : page));
  expect(IssuesRecord.parse((await vendor.ask())?.record).items).toHaveLength(2);
  expect(vendor.calls.map((path) => path.split('&nextPageToken=')[1])).toEqual([
    undefined,
    'Ch0jU3RyaW5nJlFWQlE%3D%25%26x',
  ]);
});

it('stops at the third page, however many there are', async () => {
  const vendor = jira(() => pageWithMore);
  expect(IssuesRecord.parse((await vendor.ask())?.record).items).toHaveLength(3);
  expect(vendor.calls).toHaveLength(3);
});

it('reads a workaround written plain or rich', async () => {
  for (const [value, expected] of [
    ['Export by month.', 'Export by month.'],
    [issue.fields.customfield_10050, 'Export one month at a time.'],
    [null, null],
    [undefined, null],
  ]) {
    const found = await jira(() => withField(value)).ask();
    expect(IssuesRecord.parse(found?.record).items[0]?.workaround).toBe(expected);
  }
});

it.each([[7], [{ value: 'a choice' }], [['a', 'list']]])('refuses a workaround that is no text: %j', async (value) => {
  await expect(jira(() => withField(value)).ask()).rejects.toMatchObject({ reason: 'bad_answer' });
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
