import { createHmac } from 'node:crypto';
import express from 'express';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { call, listIn, objectIn } from './caller.ts';
import { type Listening, listen } from './listen.ts';
import { startWorld, type World } from './world.ts';

interface Received {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

let world: World;
let receiver: Listening;
let received: Received[] = [];

beforeAll(async () => {
  const app = express();
  app.use(express.text({ type: '*/*' }));
  app.post('/*path', (req, res) => {
    received.push({ path: req.path, headers: req.headers, body: String(req.body) });
    res.status(req.path === '/broken' ? 500 : 202).send('taken');
  });
  receiver = await listen(app, 0);
  // Nobody gave the API its environment: only the webhooks made here tell anybody anything.
  world = await startWorld({ customers: 5, apiUrl: receiver.url, isInstalled: false });
});
afterAll(() => Promise.all([world.stop(), receiver.close()]));
afterEach(() => {
  for (const { id } of world.webhooks.registry.list()) world.webhooks.registry.remove(id);
  received = [];
});

const ask = (path: string, method = 'GET', body?: unknown) =>
  call(world, 'zendesk', `/api/v2/webhooks${path}`, { method, ...(body === undefined ? {} : { body }) });
const make = async (path: string, change: object = {}) => {
  const webhook = {
    ...{ name: `Hook ${path}`, endpoint: `${receiver.url}${path}`, http_method: 'POST', request_format: 'json' },
    ...{ status: 'active', subscriptions: ['zen:event-type:ticket.status_changed'], ...change },
  };
  const answer = await ask('', 'POST', { webhook });
  expect(answer.status).toBe(201);
  return String(objectIn(answer.json, 'webhook').id);
};
const secretOf = async (id: string, method = 'GET') =>
  String(objectIn((await ask(`/${id}/signing_secret`, method)).json, 'signing_secret').secret);
const setStatus = async (id: number, status: string) => {
  await call(world, 'zendesk', `/api/v2/tickets/${id}.json`, { method: 'PUT', body: { ticket: { status } } });
  await world.webhooks.settled();
};
const isSigned = ({ headers, body }: Received, secret: string) =>
  createHmac('sha256', secret).update(`${headers['x-zendesk-webhook-signature-timestamp']}${body}`).digest('base64') ===
  headers['x-zendesk-webhook-signature'];

describe('a webhook made through the API', () => {
  it('is told what it is subscribed to, signed with a secret of its own', async () => {
    const ids = [await make('/a'), await make('/b')];
    const [a, b] = [await secretOf(ids[0]!), await secretOf(ids[1]!)];
    expect(a).not.toBe(b);
    await setStatus(1001, 'pending');
    expect(received.map(({ path }) => path)).toEqual(['/a', '/b']);
    expect([isSigned(received[0]!, a), isSigned(received[1]!, b), isSigned(received[0]!, b)]).toEqual([
      true,
      true,
      false,
    ]);
    expect(received.map(({ headers }) => headers['x-zendesk-webhook-id'])).toEqual(ids);
    expect(world.webhooks.deliveries().slice(-2)).toMatchObject([
      { webhookId: ids[0], ticketId: '1001', status: 202 },
      { webhookId: ids[1], ticketId: '1001', status: 202 },
    ]);
  });

  it('hears nothing that it did not subscribe to, while inactive, or after it was removed', async () => {
    await make('/other', { subscriptions: ['zen:event-type:ticket.created'] });
    await make('/inactive', { status: 'inactive' });
    const id = await make('/removed');
    expect((await ask(`/${id}`, 'DELETE')).status).toBe(204);
    expect((await ask(`/${id}`, 'DELETE')).status).toBe(404);
    await setStatus(1002, 'pending');
    expect(received).toEqual([]);
  });

  it('is signed anew once its secret is reset', async () => {
    const id = await make('/a');
    const old = await secretOf(id);
    const fresh = await secretOf(id, 'POST');
    expect(await secretOf(id)).toBe(fresh);
    await setStatus(1004, 'pending');
    expect([isSigned(received[0]!, fresh), isSigned(received[0]!, old)]).toEqual([true, false]);
  });

  it('is listed, by name too, and shown without its secret', async () => {
    const id = await make('/a', { name: 'Sidelight: ticket events' });
    await make('/b', { name: 'Another' });
    const named = listIn((await ask('?filter[name_contains]=Sidelight')).json, 'webhooks');
    expect(named).toMatchObject([{ id, endpoint: `${receiver.url}/a` }]);
    expect(listIn((await ask('')).json, 'webhooks')).toHaveLength(2);
    const shown = await ask(`/${id}`);
    expect(objectIn(shown.json, 'webhook').id).toBe(id);
    expect(shown.text).not.toContain(await secretOf(id));
  });

  it('is the tenth at most', async () => {
    for (let i = 0; i < 10; i++) await make(`/${i}`);
    const webhook = { name: 'One more', endpoint: receiver.url };
    expect((await ask('', 'POST', { webhook })).status).toBe(422);
    expect(listIn((await ask('')).json, 'webhooks')).toHaveLength(10);
  });
});

describe('the test of a webhook', () => {
  const test = (id: string, payload: unknown) => ask(`/test?webhook_id=${id}`, 'POST', { request: { payload } });

  it('sends one signed request with the payload to it alone, and says what came back', async () => {
    const id = await make('/a');
    await make('/b');
    const answer = await test(id, { hello: 'there' });
    expect(answer.json).toMatchObject({ response: { status: 202, payload: 'taken', headers: expect.any(Array) } });
    expect(received).toMatchObject([{ path: '/a', body: '{"hello":"there"}' }]);
    expect(isSigned(received[0]!, await secretOf(id))).toBe(true);
    await test(id, 'as text');
    expect(received[1]?.body).toBe('as text');
  });

  it('says so when the other side is broken or away', async () => {
    expect((await test(await make('/broken'), 'x')).json).toMatchObject({ response: { status: 500 } });
    const away = await make('/x', { endpoint: 'http://127.0.0.1:1/' });
    expect((await test(away, 'x')).json).toMatchObject({ response: { status: 504 } });
    expect((await test('01NOBODY', 'x')).status).toBe(404);
  });
});

it('the webhook of the environment is told beside them, where the API was given it', async () => {
  const connected = await startWorld({ customers: 5, apiUrl: receiver.url });
  try {
    const webhook = {
      name: 'Own',
      endpoint: `${receiver.url}/own`,
      subscriptions: ['zen:event-type:ticket.status_changed'],
    };
    await call(connected, 'zendesk', '/api/v2/webhooks', { body: { webhook } });
    await call(connected, 'zendesk', '/api/v2/tickets/1001.json', {
      method: 'PUT',
      body: { ticket: { status: 'hold' } },
    });
    await connected.webhooks.settled();
    expect(received.map(({ path }) => path)).toEqual(['/webhooks/acme/helpdesk', '/own']);
    expect(isSigned(received[0]!, connected.env().ZENDESK_WEBHOOK_SECRET!)).toBe(true);
    expect(isSigned(received[1]!, connected.env().ZENDESK_WEBHOOK_SECRET!)).toBe(false);
  } finally {
    await connected.stop();
  }
});
