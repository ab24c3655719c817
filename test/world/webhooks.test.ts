import { createHmac } from 'node:crypto';
import express from 'express';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { call, objectIn } from './caller.ts';
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
    res.status(204).end();
  });
  receiver = await listen(app, 0);
  world = await startWorld({ customers: 5, apiUrl: receiver.url });
});
afterAll(() => Promise.all([world.stop(), receiver.close()]));
afterEach(() => {
  received = [];
  world.faults.clear();
});

const put = async (id: number, ticket: object) => {
  const answer = await call(world, 'zendesk', `/api/v2/tickets/${id}.json`, { method: 'PUT', body: { ticket } });
  await world.webhooks.settled();
  return answer;
};
const types = () => received.map((r) => JSON.parse(r.body).type.replace('zen:event-type:', ''));

describe('the helpdesk tells the API what changed', () => {
  it('with a signature over timestamp and raw body', async () => {
    await put(1001, { requester_id: 900_020 });
    expect(received).toHaveLength(1);
    const { path, headers, body } = received[0]!;
    expect(path).toBe('/webhooks/acme/helpdesk');
    const expected = createHmac('sha256', world.env().ZENDESK_WEBHOOK_SECRET!)
      .update(`${headers['x-zendesk-webhook-signature-timestamp']}${body}`)
      .digest('base64');
    expect(headers['x-zendesk-webhook-signature']).toBe(expected);
    expect(JSON.parse(body)).toMatchObject({
      type: 'zen:event-type:ticket.requester_changed',
      subject: 'zen:ticket:1001',
      detail: { id: '1001', requester_id: '900020' },
      event: { current: '900020', previous: '900010' },
    });
  });

  it('once for each thing that changed, and not for what stayed', async () => {
    const answer = await put(1002, { tags: ['billing', 'exports'], status: 'pending', comment: { body: 'Hello' } });
    expect(answer.status).toBe(200);
    expect(types()).toEqual(['ticket.tags_changed', 'ticket.status_changed', 'ticket.comment_added']);
    received = [];
    await put(1002, { status: 'pending' });
    expect(received).toEqual([]);
  });

  it('and answers the changed ticket from then on', async () => {
    await put(1004, { tags: ['api'] });
    const { json } = await call(world, 'zendesk', '/api/v2/tickets/1004?include=users,organizations');
    expect(json).toMatchObject({ ticket: { tags: ['api'] }, users: expect.any(Array), organizations: [] });
  });

  it('when a ticket is made', async () => {
    const made = await call(world, 'zendesk', '/api/v2/tickets.json', {
      body: { ticket: { subject: 'New', requester_id: 900_010, comment: { body: 'Hi' } } },
    });
    await world.webhooks.settled();
    expect(made.status).toBe(201);
    expect(types()).toEqual(['ticket.created']);
    const { id } = objectIn(made.json, 'ticket');
    expect((await call(world, 'zendesk', `/api/v2/tickets/${id}.json`)).json).toMatchObject({
      ticket: { requester_id: 900_010, description: 'Hi' },
    });
  });

  it('twice, under `duplicate`, with the same event id', async () => {
    world.faults.set('helpdesk', { kind: 'duplicate' });
    await put(1007, { status: 'pending' });
    expect(received.map((r) => JSON.parse(r.body).id)).toEqual(Array(2).fill(JSON.parse(received[0]!.body).id));
    expect(received).toHaveLength(2);
  });

  it('in the wrong order, under `out_of_order`', async () => {
    world.faults.set('helpdesk', { kind: 'out_of_order' });
    await put(1008, { status: 'hold' });
    expect(received).toEqual([]);
    await put(1008, { tags: ['later'] });
    expect(types()).toEqual(['ticket.tags_changed', 'ticket.status_changed']);
  });

  it('and remembers what the receiver said', async () => {
    world.setApiUrl('http://127.0.0.1:1');
    await put(1009, { status: 'pending' });
    expect(world.webhooks.deliveries().at(-1)).toEqual({
      webhookId: '01SIDELIGHTWEBHOOK00000001',
      type: 'zen:event-type:ticket.status_changed',
      ticketId: '1009',
      status: null,
    });
    world.setApiUrl(receiver.url);
  });
});

it('a change to a ticket that is not there, or that makes no sense, is refused and tells nobody', async () => {
  expect((await put(99, { status: 'open' })).status).toBe(404);
  expect((await put(1001, { status: 'eaten' })).status).toBe(422);
  expect(received).toEqual([]);
});
