import { expect, it } from 'vitest';
import type { HttpClient } from '../http-client.ts';
import { createZendesk } from './connector.ts';
import { agentAnswer, ticketAnswer, userAnswer } from './fixtures.ts';

const signal = new AbortController().signal;

function zendesk(json: unknown) {
  const calls: string[] = [];
  const http: HttpClient = {
    async send({ path }) {
      calls.push(path);
      return { status: 200, json };
    },
  };
  const settings = { environment: 'live', options: {}, ask: () => [], consoleUrl: 'https://acme.zendesk.com' } as const;
  const { reads } = createZendesk(http, settings);
  return { calls, ask: (read: string, value: string) => reads[read]?.({ by: 'id', value }, signal) };
}

it.each([
  ['ticket', '1001', ticketAnswer, '/api/v2/tickets/1001?include=users,organizations', 'agent/tickets/1001'],
  ['requester', '35436', userAnswer, '/api/v2/users/35436?include=organizations', 'agent/users/35436'],
  ['agent', '7004', agentAnswer, '/api/v2/users/7004', 'agent/users/7004'],
])('%s is one call, and links to its page', async (read, id, answer, path, page) => {
  const vendor = zendesk(answer);
  const found = await vendor.ask(read, id);
  expect(vendor.calls).toEqual([path]);
  expect(found?.source).toMatchObject({ id, url: `https://acme.zendesk.com/${page}` });
});

it.each([
  ['ticket', ticketAnswer],
  ['requester', userAnswer],
  ['agent', agentAnswer],
])('a %s other than the one asked for is refused', async (read, answer) => {
  await expect(zendesk(answer).ask(read, '999')).rejects.toMatchObject({ reason: 'bad_answer' });
});

it('a ticket whose requester does not come with it vouches for nobody', async () => {
  const vendor = zendesk({ ...ticketAnswer, users: [] });
  await expect(vendor.ask('ticket', '1001')).rejects.toMatchObject({ reason: 'bad_answer' });
});
