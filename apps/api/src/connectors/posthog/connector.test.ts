import { expect, it } from 'vitest';
import type { HttpClient, HttpRequest } from '../http/http-client.ts';
import { createPosthog } from './connector.ts';
import { errors, usage } from './fixtures.ts';

const signal = new AbortController().signal;
const options = { projectId: '7001', groupIndex: 1 };
const settings = { environment: 'live', options, ask: () => [], consoleUrl: 'https://eu.posthog.com' } as const;

it.each([
  ['usage', usage, 'sidelight_usage', '2026-11-23T09:52:11.204Z'],
  ['errors', errors, 'sidelight_errors', '2026-11-23T09:31:40.000Z'],
])('%s: the account travels as a value, whatever it is called', async (read, answer, name, changedAt) => {
  const calls: HttpRequest[] = [];
  const http: HttpClient = {
    async send(request) {
      calls.push(request);
      return { status: 200, json: answer };
    },
  };
  const value = "acct' OR 1=1 --/{account}";
  const found = await createPosthog(http, settings).reads[read]?.({ by: 'id', value }, signal);
  expect(calls).toEqual([
    {
      method: 'POST',
      path: '/api/projects/7001/query/',
      body: {
        name,
        refresh: 'blocking',
        query: {
          kind: 'HogQLQuery',
          query: expect.stringContaining('$group_1 = {account}'),
          values: { account: value },
        },
      },
    },
  ]);
  expect(JSON.stringify(calls[0]?.body).split('OR 1=1')).toHaveLength(2);
  expect(found?.source).toEqual({
    type: 'group',
    id: value,
    url: "https://eu.posthog.com/project/7001/groups/1/acct'%20OR%201%3D1%20--%2F%7Baccount%7D",
    changedAt,
  });
});

it.each([{ groupIndex: 0 }, { projectId: '7001' }, { ...options, groupIndex: 5 }])(
  'does not start with %j',
  (wrong) => {
    const http: HttpClient = { send: () => Promise.reject(new Error('not to be called')) };
    expect(() => createPosthog(http, { ...settings, options: wrong })).toThrow();
  },
);
