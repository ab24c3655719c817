import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openFreshPostgres } from '../conformance/fresh-postgres.ts';
import { grepFor } from '../conformance/planted-person.ts';
import { allow } from '../world/oauth/allow.ts';
import { ADMIN, AGENT, call, consented, enter, OTHER, startChecked, switchCheck } from './agent-consent.ts';
import { editStaff } from './edit-staff.ts';
import { customerIn } from './read-fields.ts';
import { type Product, startProduct } from './start-product.ts';

const MINUTE_MS = 60_000;
let product: Product;
let aheadMs = 0;
const now = () => Date.now() + aheadMs;
beforeAll(async () => {
  product = await startChecked({ now });
  await switchCheck(product, true);
}, 120_000);
afterAll(() => product.stop());
afterEach(() => {
  aheadMs = 0;
  product.world.faults.clear();
  product.world.calls.clear();
});

const seen = { requester: { name: expect.stringMatching(/\w/) } };
const open = async (token: string, body: object) => customerIn((await product.stream(token, body)).events);
const status = async (token: string, ticketId = '1001') => {
  const answer = await call(product, token, '/v1/context', 'POST', { ticketId });
  const text = await answer.text();
  return { status: answer.status, text };
};
const callsOf = (path: string) => product.world.calls.list().filter((one) => one.path === path).length;
const tokensOf = (userId: number) =>
  product.database.db.selectFrom('secrets').selectAll().where('system', '=', `agent/${userId}`).execute();
const rowsOf = (action: string) =>
  product.database.db.selectFrom('audit').selectAll().where('action', '=', action).execute();

describe('the token of an agent', () => {
  it('is kept sealed, and listed with no system’s', async () => {
    await consented(product, AGENT);
    const token = product.world.oauth.grants.newest()!;
    expect(product.world.oauth.grants.holder(token)).toMatchObject({ userId: AGENT });
    const [row] = await tokensOf(AGENT);
    expect(row?.expires_at).not.toBeNull();
    // Nowhere in the database, as it is or as base64 has it, nor in the log.
    const spellings = ['utf8', 'base64', 'base64url'] as const;
    const written = spellings.map((as) => Buffer.from(token).toString(as).replace(/=+$/, ''));
    expect(await grepFor(product.database.db, written)).toEqual({});
    const sealed = Buffer.from(row!.sealed.slice(row!.sealed.lastIndexOf('.') + 1), 'base64');
    expect(sealed.includes(token)).toBe(false);
    expect(product.logLines.join('')).not.toContain(token);
    const keys = await call(product, product.sessionAs({ tenant: 'acme', role: 'admin' }), '/v1/setup/keys');
    expect(await keys.text()).not.toContain(`agent/${AGENT}`);
  });

  it('is renewed before it ends, by one call, and nobody notices', async () => {
    await consented(product, AGENT);
    product.world.calls.clear();
    aheadMs = 59 * MINUTE_MS;
    const token = await product.sessionFor(String(AGENT));
    const all = await Promise.all(['1001', '1002', '1003', '1006'].map((ticketId) => open(token, { ticketId })));
    for (const customer of all) expect(customer).toMatchObject(seen);
    expect(callsOf('/oauth/tokens')).toBe(1);
  });

  it('that was taken back at the helpdesk is asked for anew', async () => {
    const token = await consented(product, OTHER);
    expect(await open(token, { ticketId: '1001' })).toMatchObject(seen);
    product.world.oauth.grants.revoke(product.world.oauth.grants.newest()!);
    expect(await open(token, { ticketId: '1001' }), 'for a minute').toMatchObject(seen);
    aheadMs = MINUTE_MS + 1;
    const after = await status(token);
    expect(after.status).toBe(401);
    expect(after.text).toContain('consent_needed');
    expect(after.text).not.toContain('"customer"');
    const whole = await product.post('/v1/context', token, { ticketId: '1001' });
    expect(whole.status).toBe(401);
    expect((await enter(product, OTHER)).text).toContain('Allow Sidelight to check your tickets');
    expect((await status(await consented(product, OTHER))).status).toBe(200);
  });

  it('is given back and forgotten with their sessions', async () => {
    const token = await consented(product, AGENT);
    expect((await call(product, token, '/v1/session', 'DELETE')).status).toBe(204);
    await expect.poll(() => tokensOf(AGENT)).toEqual([]);
    await expect.poll(() => callsOf('/api/v2/oauth/tokens/current.json')).toBe(1);
    await expect
      .poll(async () => (await rowsOf('session.withdrawn')).map((row) => row.actor_id))
      .toEqual([String(AGENT)]);
    expect((await enter(product, AGENT)).session).toBeUndefined();
  });

  it('that is given twice, in two windows, leaves one of them at the helpdesk', async () => {
    const { grants } = product.world.oauth;
    const windows = [await enter(product, AGENT), await enter(product, AGENT)];
    const given: string[] = [];
    for (const { consentUrl } of windows) {
      await (await fetch((await allow(consentUrl, { userId: AGENT })).location!)).text();
      given.push(grants.newest()!);
    }
    const holders = given.map((token) => grants.holder(token)?.userId);
    expect(holders).toEqual([undefined, AGENT]);
    expect((await status(await consented(product, AGENT))).status).toBe(200);
    await call(product, await product.sessionFor(String(AGENT)), '/v1/session', 'DELETE');
    await expect.poll(() => tokensOf(AGENT)).toEqual([]);
  });

  it('of somebody who was suspended shows nothing within a minute, and is forgotten', async () => {
    await consented(product, OTHER);
    const token = await product.sessionFor(String(OTHER));
    expect((await status(token)).status).toBe(200);
    editStaff(product, OTHER, { isSuspended: true });
    aheadMs = MINUTE_MS + 1;
    await expect.poll(async () => (await status(token)).status, { timeout: 15_000 }).toBe(401);
    await expect.poll(() => tokensOf(OTHER)).toEqual([]);
    editStaff(product, OTHER, { isSuspended: false });
  });
});

describe('what stands beside the ticket', () => {
  it('tells of other tickets to admins of the helpdesk only', async () => {
    const [agent, admin] = [await consented(product, AGENT), await consented(product, ADMIN)];
    const texts = await Promise.all([agent, admin].map((token) => product.whole(token, { ticketId: '1001' })));
    expect(texts.map((one) => JSON.stringify(one.cards).includes('Audit log export'))).toEqual([false, true]);
  });

  it('is shown on a new ticket where the helpdesk shows them whom it is for', async () => {
    const token = await consented(product, AGENT);
    const [one, two] = product.world.tickets.slice(1).map(({ bundle }) => bundle.tickets[0]!.requesterId!);
    expect(await open(token, { requesterId: String(one) })).toMatchObject(seen);
    product.world.helpdesk.hideFrom(two!, AGENT, 'missing');
    const customer = await open(token, { requesterId: String(two) });
    expect(customer).toMatchObject({ state: 'unknown_ticket' });
    const search = { requesterId: String(two), text: 'Acme' };
    expect((await product.post('/v1/links/search', token, search)).status).toBe(403);
  });
});

describe('switched off again', () => {
  it('nobody is asked for, and what was allowed is given back', async () => {
    await consented(product, AGENT);
    product.world.helpdesk.hideFrom(1008, AGENT, 'forbidden');
    expect(await switchCheck(product, false)).toMatchObject({ json: { kind: 'done', check: { isOn: false } } });
    const token = (await enter(product, AGENT)).session!;
    expect(await open(token, { ticketId: '1008' })).toMatchObject(seen);
    await expect.poll(() => tokensOf(AGENT)).toEqual([]);
    expect((await rowsOf('connection.check_off')).length).toBe(1);
  });
});

it('a server without an OAuth client says what it needs, and stays as it is', async () => {
  const plain = await startProduct();
  expect(await switchCheck(plain, true)).toMatchObject({
    json: { kind: 'not_possible', missing: expect.arrayContaining(['PUBLIC_URL', 'ZENDESK_CLIENT_ID']) },
  });
  const read = await call(plain, plain.sessionAs({ tenant: 'acme', role: 'admin' }), '/v1/setup/agent-check');
  expect(await read.json()).toEqual({ isOn: false, canBeOn: false, allowedBy: 0 });
  await plain.stop();
});

describe.skipIf(!process.env.TEST_DATABASE_URL)('at two processes', () => {
  it('a token is renewed once, and what is switched at one holds at the other', async () => {
    const database = await openFreshPostgres(process.env.TEST_DATABASE_URL!);
    const first = await startChecked({ now, database });
    const second = await startProduct({
      ...{ now, database, isRestart: true, beside: first, isNew: true, env: first.world.env() },
    });
    try {
      await switchCheck(first, true);
      first.world.setApiUrl(first.url);
      await consented(first, AGENT);
      aheadMs = 59 * MINUTE_MS;
      first.world.calls.clear();
      const both = await Promise.all(
        [first, second].map(async (one, i) => {
          const token = await one.sessionFor(String(AGENT));
          return customerIn((await one.stream(token, { ticketId: `100${i + 1}` })).events);
        }),
      );
      for (const customer of both) expect(customer).toMatchObject(seen);
      expect(first.world.calls.list().filter(({ path }) => path === '/oauth/tokens')).toHaveLength(1);
      first.world.helpdesk.hideFrom(1003, AGENT, 'missing');
      const there = await second.sessionFor(String(AGENT));
      expect(customerIn((await second.stream(there, { ticketId: '1003' })).events)).toMatchObject({
        state: 'unknown_ticket',
      });
    } finally {
      await second.stop();
      await first.stop();
      await database.close();
    }
  }, 120_000);
});
