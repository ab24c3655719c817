import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHttpClient } from '@sidelight/api/connectors/http/axios-client.ts';
import { zendesk } from '@sidelight/api/connectors/zendesk/definition.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRequestJudge } from '../../conformance/specs/request.ts';
import { zendeskSupplement } from '../../conformance/specs/zendesk-supplement.ts';
import { type Call, startUpstream, type Upstream } from '../../conformance/upstream.ts';
import { call } from '../caller.ts';
import { startWorld, type World } from '../world.ts';
import { documentOf, openDocument } from './document.ts';
import { alsoNull } from './quirks.ts';

const folder = process.env.VENDOR_SPECS ?? '';
let world: World;
beforeAll(async () => {
  world = await startWorld({ customers: 5 });
});
afterAll(() => world.stop());

const supplement = documentOf(zendeskSupplement, 'zendesk-supplement', []);
const hook = {
  ...{ name: 'Sidelight', endpoint: 'https://sidelight.example/webhooks/acme/helpdesk', status: 'active' },
  ...{ http_method: 'POST', request_format: 'json', subscriptions: ['zen:event-type:ticket.created'] },
};
const TICKET = 1001;

describe('the simulated helpdesk answers as the vendor describes', () => {
  it.each<[string, string, string, unknown, string]>([
    ['get', '/api/v2/groups', '/api/v2/groups?page[size]=2', undefined, '200'],
    ['get', '/api/v2/users/{user_id}/groups', '/api/v2/users/7001/groups', undefined, '200'],
    ['get', '/api/v2/brands', '/api/v2/brands?page[size]=100', undefined, '200'],
    ['put', '/api/v2/tickets/{ticket_id}/tags', `/api/v2/tickets/${TICKET}/tags`, { tags: ['x'] }, '200'],
    [
      ...['put', '/api/v2/tickets/update_many', `/api/v2/tickets/update_many?ids=${TICKET},1002`],
      ...[{ ticket: { additional_tags: ['x'] } }, '200'],
    ] as [string, string, string, unknown, string],
    ['post', '/api/v2/webhooks', '/api/v2/webhooks', { webhook: hook }, '201'],
    ['get', '/api/v2/webhooks', '/api/v2/webhooks?filter[name_contains]=Side', undefined, '200'],
  ])('%s %s', async (method, path, asked, body, status) => {
    const found = await call(world, 'zendesk', asked, {
      method: method.toUpperCase(),
      ...(body !== undefined && { body }),
    });
    expect(found.status).toBe(Number(status));
    expect(supplement.wrongWith({ path, method, status }, found.json)).toEqual([]);
  });

  describe.skipIf(folder === '')('in the document it publishes', () => {
    it.each<[string, string, string, unknown]>([
      ['get', '/api/v2/users/me', '/api/v2/users/me', undefined],
      [
        'get',
        '/api/v2/tickets/{ticket_id}/comments',
        `/api/v2/tickets/${TICKET}/comments?sort_order=desc&per_page=30`,
        undefined,
      ],
      [
        'put',
        '/api/v2/tickets/{ticket_id}',
        `/api/v2/tickets/${TICKET}`,
        { ticket: { comment: { body: 'A note', public: false } } },
      ],
    ])('%s %s', async (method, path, asked, body) => {
      const found = await call(world, 'zendesk', asked, {
        method: method.toUpperCase(),
        ...(body !== undefined && { body }),
      });
      expect(found.status).toBe(200);
      const document = await openDocument(folder, 'zendesk/openapi.trimmed.json', alsoNull.zendesk);
      expect(document.wrongWith({ path, method, status: '200' }, found.json)).toEqual([]);
    });
  });
});

describe('the simulated helpdesk refuses', () => {
  const ask = (path: string, init: Parameters<typeof call>[3] = {}) => call(world, 'zendesk', path, init);

  it.each([
    ['a parameter it has not', '/api/v2/tickets/1001?expand=users'],
    ['a sideload it has not', '/api/v2/tickets/1001?include=users,invoices'],
    ['a page of more than a hundred', '/api/v2/groups?page[size]=200'],
    ['a page of none', '/api/v2/groups?page[size]=0'],
    ['two kinds of pages at once', '/api/v2/groups?page[size]=10&page=2'],
  ])('%s', async (_name, path) => {
    expect((await ask(path)).status).toBe(400);
  });

  it('a private ticket bare, to read and to write, and a closed one in words', async () => {
    world.helpdesk.setPrivate(1002, true);
    for (const [path, init] of [
      ['/api/v2/tickets/1002', {}],
      ['/api/v2/tickets/1002/comments', {}],
      ['/api/v2/tickets/1002/tags', { method: 'PUT', body: { tags: ['x'] } }],
    ] as const) {
      const found = await ask(path, init);
      expect([found.status, found.json]).toEqual([403, undefined]);
    }
    world.helpdesk.setPrivate(1002, false);
    world.helpdesk.change(1003, { status: 'closed' });
    const closed = await ask('/api/v2/tickets/1003/tags', { method: 'PUT', body: { tags: ['x'] } });
    expect(closed.status).toBe(422);
    expect(closed.json).toMatchObject({ error: 'RecordInvalid', details: { status: [{}] } });
  });
});

describe.skipIf(folder === '')('each write is one the vendor describes', () => {
  let upstream: Upstream;
  beforeAll(async () => {
    upstream = await startUpstream();
  });
  afterAll(() => upstream.stop());

  it('marks, webhooks and test events', async () => {
    const bodyOf = ({ path, method }: Call): unknown => {
      if (path.endsWith('/tags')) return { tags: ['x'] };
      if (path.endsWith('/update_many')) return { job_status: { id: 'j1', status: 'queued' } };
      if (path.endsWith('/comments')) return { comments: [] };
      if (path.endsWith('/signing_secret')) return { signing_secret: { algorithm: 'SHA256', secret: 's' } };
      if (path.endsWith('/webhooks')) return method === 'GET' ? { webhooks: [] } : { webhook: { id: 'w1', ...hook } };
      return path.endsWith('/test') ? {} : { ticket: { id: 1001 } };
    };
    upstream.behave((asked, res) => {
      res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(bodyOf(asked)));
    });
    const http = createHttpClient({ baseUrl: upstream.url, headers: {}, now: Date.now });
    const settings = {
      environment: 'live',
      options: {},
      ask: () => [],
      consoleUrl: 'https://acme.zendesk.com',
    } as const;
    const { writes } = zendesk.create(http, settings);
    const signal = AbortSignal.timeout(5000);
    await writes?.markTicket?.(
      '1001',
      { tag: 'x', note: 'A note', follower: '7001', reference: 'Sidelight reference: x' },
      signal,
    );
    await writes?.tagTickets?.(['1001', '1002'], 'x', signal);
    const { id } = (await writes?.registerWebhook?.(hook, signal))!;
    await writes?.sendTestEvent?.(id, { type: 'x' }, signal);
    await http.close();
    const published = JSON.parse(readFileSync(join(folder, 'zendesk/openapi.trimmed.json'), 'utf8'));
    const judges = [published, zendeskSupplement].map(createRequestJudge);
    // Sorting stands on the page of comments, not in the document.
    const beside = ['sort_order', 'per_page'];
    expect(upstream.calls).toHaveLength(8);
    for (const made of upstream.calls) {
      const query = new URLSearchParams([...made.query].filter(([name]) => !beside.includes(name)));
      const verdicts = judges.map((judge) => judge({ ...made, query })).filter((verdict) => verdict !== undefined);
      // `update_many` is a ticket's number to the document that does not know it.
      expect(verdicts, `${made.method} ${made.path}`).toContainEqual([]);
    }
  });
});
