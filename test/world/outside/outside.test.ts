import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startWorld, type World } from '../world.ts';

let world: World;
let channels: { name: string; kind: string; url: string; secret?: string; routingKey?: string }[];
beforeAll(async () => {
  world = await startWorld({ customers: 5 });
  channels = JSON.parse(world.env().ALERT_CHANNELS!);
});
afterAll(() => world.stop());
afterEach(() => {
  world.alerts.clear();
  world.alerts.setFault(undefined);
});

const channel = (name: string) => channels.find((one) => one.name === name)!;
const post = (url: string, body: string, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

it('takes a Slack message on its secret path alone', async () => {
  const { url } = channel('integrations-slack');
  expect(await (await post(url, '{"text":"hello"}')).text()).toBe('ok');
  expect((await post(`${url}x`, '{"text":"hello"}')).status).toBe(404);
  expect((await post(url, '{"blocks":[]}')).status).toBe(400);
  expect(world.alerts.received()).toMatchObject([{ kind: 'slack', body: { text: 'hello' } }]);
});

it('takes a PagerDuty event with the right key', async () => {
  const { url, routingKey } = channel('integrations-pager');
  const event = { event_action: 'trigger', dedup_key: 'i1', payload: { summary: 's', source: 'x', severity: 'error' } };
  const sent = await post(url, JSON.stringify({ ...event, routing_key: routingKey }));
  expect([sent.status, await sent.json()]).toMatchObject([202, { status: 'success', dedup_key: 'i1' }]);
  expect((await post(url, JSON.stringify({ ...event, routing_key: 'wrong' }))).status).toBe(400);
});

it('takes a webhook that is signed over its bytes, now', async () => {
  const { url, secret } = channel('integrations-hook');
  const sign = (t: number, body: string) =>
    `t=${t},v1=${createHmac('sha256', secret!).update(`${t}.${body}`).digest('hex')}`;
  const now = Math.floor(Date.now() / 1000);
  expect((await post(url, '{"a":1}', { 'sidelight-signature': sign(now, '{"a":1}') })).status).toBe(204);
  expect((await post(url, '{"a":2}', { 'sidelight-signature': sign(now, '{"a":1}') })).status).toBe(401);
  expect((await post(url, '{"a":1}', { 'sidelight-signature': sign(now - 900, '{"a":1}') })).status).toBe(401);
});

it('can be broken, and a vendor can admit that it is', async () => {
  await fetch(`${world.controlUrl}/alerts/fault`, {
    method: 'PUT',
    body: '{"kind":"status","status":503}',
    headers: { 'content-type': 'application/json' },
  });
  expect((await post(channel('integrations-slack').url, '{"text":"x"}')).status).toBe(503);
  world.vendorPages.set('stripe', { indicator: 'major', description: 'Elevated API errors' });
  const page = await fetch(`${world.env().STRIPE_STATUS_URL}/api/v2/summary.json`);
  expect(await page.json()).toMatchObject({ status: { indicator: 'major', description: 'Elevated API errors' } });
});

it('lets a payment arrive while nobody looks', async () => {
  const said = async (now: string, id: number) =>
    (
      await fetch(`${world.controlUrl}/payments/${id}`, {
        method: 'PUT',
        body: JSON.stringify({ now }),
        headers: { 'content-type': 'application/json' },
      })
    ).status;
  expect(await said('paid', 1002)).toBe(204);
  expect(await said('gone', 1002)).toBe(400);
  expect(await said('paid', 4)).toBe(404);
  const payer = () => world.company.payer(world.tickets.find((t) => t.ticketId === 1002)!.bundle.payers[0]!.id);
  expect(payer()?.subscriptions[0]?.status).toBe('active');
  world.changes.clear();
  expect(payer()?.subscriptions[0]?.status).toBe('past_due');
});
