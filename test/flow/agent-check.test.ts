import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { allow } from '../world/oauth/allow.ts';
import { AGENT, call, consented, enter, OTHER, startChecked, switchCheck } from './agent-consent.ts';
import { customerIn } from './read-fields.ts';
import type { Product } from './start-product.ts';

let product: Product;
beforeAll(async () => {
  product = await startChecked();
}, 120_000);
afterAll(() => product.stop());
afterEach(() => {
  product.world.faults.clear();
  product.world.calls.clear();
});

const hidden = { state: 'unknown_ticket' };
const seen = { requester: { name: expect.stringMatching(/\w/) } };
const open = async (token: string, ticketId: string) => customerIn((await product.stream(token, { ticketId })).events);
const rowsOf = (action: string) =>
  product.database.db.selectFrom('audit').selectAll().where('action', '=', action).execute();

describe('while it is off', () => {
  it('agents are asked for nothing, and come straight in', async () => {
    const { session } = await enter(product, AGENT);
    product.world.helpdesk.hideFrom(1002, AGENT, 'missing');
    expect(await open(session!, '1002'), 'an approximation').toMatchObject(seen);
    product.world.helpdesk.hideFrom(1002, AGENT, undefined);
  });
});

describe('once it is on', () => {
  beforeAll(async () => {
    expect(await switchCheck(product, true)).toMatchObject({
      status: 200,
      json: { kind: 'done', check: { isOn: true } },
    });
  });

  it('says who switched it', async () => {
    expect(await rowsOf('connection.check_on')).toMatchObject([{ actor_id: '7005' }]);
  });

  it('asks each agent once, for reading tickets and people and nothing else, and goes on by itself', async () => {
    const page = await enter(product, AGENT);
    expect(page).toMatchObject({ status: 200, session: undefined });
    expect(page.text).toContain('Allow Sidelight to check your tickets');
    const url = new URL(page.consentUrl);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      ...{ scope: 'tickets:read users:read', response_type: 'code', code_challenge_method: 'S256' },
    });
    const ask = () =>
      fetch(`${product.url}/zaf/ticket_sidebar/connected`, {
        ...{ method: 'POST', body: new URLSearchParams({ continued: page.continued }) },
      });
    expect((await ask()).status).toBe(202);
    const { location } = await allow(page.consentUrl, { userId: AGENT });
    expect(await (await fetch(location!)).text()).toContain('Allowed');
    expect((await ask()).status).toBe(204);
    const opened = await fetch(product.url + page.valueIn('action'), {
      ...{ method: 'POST', body: new URLSearchParams({ continued: page.continued }) },
    });
    expect(await opened.text()).toContain('id="boot"');
    expect((await enter(product, AGENT)).session).toBeDefined();
    expect(await rowsOf('session.allowed')).toMatchObject([{ actor_id: String(AGENT) }]);
  });

  it('shows what the helpdesk shows them, in one call more, and the same again without another', async () => {
    const token = await consented(product, AGENT);
    product.world.calls.clear();
    expect(await open(token, '1003')).toMatchObject(seen);
    const calls = () => product.world.calls.list().filter(({ path }) => path === '/api/v2/tickets/1003').length;
    expect(calls()).toBe(2);
    expect(await open(token, '1003')).toMatchObject(seen);
    expect(calls()).toBe(2);
  });

  it.each(['missing', 'forbidden'] as const)(
    'a ticket it does not show them is as one that is not there (%s)',
    async (as) => {
      const token = await consented(product, AGENT);
      const ticketId = as === 'missing' ? '1004' : '1005';
      product.world.helpdesk.hideFrom(Number(ticketId), AGENT, as);
      const { events } = await product.stream(token, { ticketId });
      const { events: nothing } = await product.stream(token, { ticketId: '999999' });
      const shape = (all: typeof events) =>
        JSON.stringify(all.map((event) => ({ ...event, requestId: '', at: '', timings: [], deadlineMs: 0 })));
      expect(shape(events)).toBe(shape(nothing));
      expect(customerIn(events)).toMatchObject(hidden);
      // To somebody else it is shown, and to them not even then.
      expect(await open(await consented(product, OTHER), ticketId)).toMatchObject(seen);
      expect(await open(token, ticketId)).toMatchObject(hidden);
      await expect
        .poll(async () => (await rowsOf('context.hidden')).some((row) => row.ticket_id === ticketId))
        .toBe(true);
      for (const path of [
        `/v1/tickets/${ticketId}/fields`,
        `/v1/tickets/${ticketId}/issues`,
        `/v1/answers/${ticketId}`,
      ])
        expect((await call(product, token, path)).status, path).toBe(404);
      const reveal = { ticketId, field: 'payment.card', reason: 'customer_asked' };
      expect((await call(product, token, '/v1/reveal', 'POST', reveal)).status).not.toBe(200);
    },
  );

  it('nothing is shown while the helpdesk does not say', async () => {
    const token = await consented(product, AGENT);
    expect(await open(token, '1006')).toMatchObject(seen);
    product.world.faults.set('helpdesk', { kind: '5xx' });
    expect(await open(token, '1007')).toMatchObject({ state: 'unverified' });
  });

  it('is no way in by the token of somebody else', async () => {
    const page = await enter(product, 7004);
    const sentBack = await fetch((await allow(page.consentUrl, { userId: AGENT })).location!);
    expect(sentBack.status).toBe(403);
    expect(await sentBack.text()).toContain('Signed in as somebody else');
    expect(product.world.oauth.grants.holder(product.world.oauth.grants.newest()!), 'given back').toBeUndefined();
    expect((await enter(product, 7004)).session).toBeUndefined();
    expect(await rowsOf('session.not_allowed')).toMatchObject([{ actor_id: '7004', about: 'other_user' }]);
  });

  it('takes what was sent back once, and never for another purpose', async () => {
    const page = await enter(product, 7004);
    const first = await fetch((await allow(page.consentUrl, { userId: 7004, decision: 'deny' })).location!);
    expect(await first.text()).toContain('Not connected');
    const again = await fetch((await allow(page.consentUrl, { userId: 7004 })).location!);
    expect(again.status).toBe(400);
    expect((await enter(product, 7004)).session).toBeUndefined();
  });
});
