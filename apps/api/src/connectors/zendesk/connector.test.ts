import { describe, expect, it } from 'vitest';
import type { HttpClient } from '../http/http-client.ts';
import { UpstreamError } from '../upstream-error.ts';
import { createZendesk } from './connector.ts';
import { agentAnswer, group, groupsAnswer, ticketAnswer, userAnswer } from './fixtures.ts';

const signal = new AbortController().signal;

const groupsPath = /^\/api\/v2\/(users\/\d+\/)?groups\?/;

/** `pages`: what each further question about groups is answered with. */
function zendesk(json: unknown, pages: readonly unknown[] = [groupsAnswer]) {
  const calls: string[] = [];
  const left = [...pages];
  const http: HttpClient = {
    async send({ path }) {
      calls.push(path);
      if (!groupsPath.test(path)) return { status: 200, json };
      const page = left.shift();
      if (page instanceof Error) throw page;
      return { status: 200, json: page };
    },
  };
  const settings = { environment: 'live', options: {}, ask: () => [], consoleUrl: 'https://acme.zendesk.com' } as const;
  const { reads } = createZendesk(http, settings);
  return { calls, reads, ask: (read: string, value: string) => reads[read]?.({ by: 'id', value }, signal) };
}

it.each([
  ['ticket', '1001', ticketAnswer, '/api/v2/tickets/1001?include=users,organizations,slas', 'agent/tickets/1001'],
  ['requester', '35436', userAnswer, '/api/v2/users/35436?include=organizations', 'agent/users/35436'],
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

it('an agent is two calls at once, and one record', async () => {
  const vendor = zendesk(agentAnswer);
  const found = await vendor.ask('agent', '7004');
  expect(vendor.calls).toEqual(['/api/v2/users/7004', '/api/v2/users/7004/groups?page%5Bsize%5D=100']);
  expect(found?.record).toMatchObject({ id: '7004', groupIds: ['360010', '360012'] });
});

it('an agent whose groups our token may not read is still an agent; one whose groups fail otherwise is not known', async () => {
  const refused = zendesk(agentAnswer, [new UpstreamError('forbidden')]);
  expect((await refused.ask('agent', '7004'))?.record).toMatchObject({ id: '7004', groupIds: null });
  const failing = zendesk(agentAnswer, [new UpstreamError('timeout')]);
  await expect(failing.ask('agent', '7004')).rejects.toMatchObject({ reason: 'timeout' });
});

describe('groups', () => {
  const everybody = { by: 'tenant', value: '' } as const;
  const more = (cursor: string) => ({ ...groupsAnswer, meta: { has_more: true, after_cursor: cursor } });
  const ask = (pages: readonly unknown[]) => {
    const { calls, reads } = zendesk({}, pages);
    return { calls, answer: reads.groups?.(everybody, signal) };
  };

  it('are read to the last page', async () => {
    const next = { ...groupsAnswer, groups: [group, { ...group, id: 360013, name: 'Tier 2' }] };
    const { calls, answer } = ask([more('a/b='), next]);
    const found = (await answer)?.record;
    // One of them is on both pages.
    expect(found).toMatchObject({ groups: [{ id: '360010' }, { id: '360012' }, { id: '360013' }] });
    expect(calls[1]).toBe('/api/v2/groups?page%5Bsize%5D=100&page%5Bafter%5D=a%2Fb%3D');
  });

  it.each([
    ['without end', Array.from({ length: 30 }, (_, i) => more(`c${i}`)), 20],
    ['that go in circles', [more('same'), more('same'), groupsAnswer], 2],
    ['that go in wider circles', [more('a'), more('b'), more('a'), more('b'), groupsAnswer], 3],
    ['that say there is more, and not where', [more('')], 1],
  ])('%s are not believed', async (_name, pages, asked) => {
    const { calls, answer } = ask(pages);
    await expect(answer).rejects.toMatchObject({ reason: 'bad_answer' });
    expect(calls).toHaveLength(asked);
  });
});

it('finds the webhook that is there already among odd ones, and has it tell of what is wanted now', async () => {
  const endpoint = 'https://sidelight.example/webhooks/acme/helpdesk';
  const wish = { name: 'Sidelight', endpoint, subscriptions: ['zen:event-type:ticket.created'] };
  const paths: string[] = [];
  const changed: unknown[] = [];
  const http: HttpClient = {
    async send({ method = 'GET', path, body }) {
      paths.push(`${method} ${path.split('?')[0]}`);
      if (method === 'PATCH') {
        changed.push(body);
        return { status: 204, json: undefined };
      }
      if (path.endsWith('/signing_secret')) return { status: 200, json: { signing_secret: { secret: 's' } } };
      return {
        status: 200,
        json: { webhooks: [null, { id: 7 }, { id: 'w1', endpoint: null }, { id: 'w2', endpoint }] },
      };
    },
  };
  const settings = { environment: 'live', options: {}, ask: () => [], consoleUrl: 'https://acme.zendesk.com' } as const;
  const { writes } = createZendesk(http, settings);
  expect(await writes?.registerWebhook?.(wish, signal)).toEqual({ id: 'w2', secret: 's' });
  expect(changed).toEqual([{ webhook: { subscriptions: wish.subscriptions } }]);
  expect(paths).toEqual([
    'GET /api/v2/webhooks',
    'PATCH /api/v2/webhooks/w2',
    'POST /api/v2/webhooks/w2/signing_secret',
  ]);
});
