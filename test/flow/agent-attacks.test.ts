import { Problem } from '@sidelight/shared/failure/problem.ts';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allow } from '../world/oauth/allow.ts';
import { ADMIN, AGENT, call, consented, enter, OTHER, startChecked, switchCheck } from './agent-consent.ts';
import { customerIn } from './read-fields.ts';
import type { Product } from './start-product.ts';

let product: Product;
beforeAll(async () => {
  product = await startChecked();
}, 120_000);
afterAll(() => product.stop());
beforeEach(async () => void (await switchCheck(product, true)));
afterEach(() => product.world.faults.clear());

const tokensOf = async (userId: number) => {
  const { rows } = await sql`select from secrets where system = ${`agent/${userId}`}`.execute(product.database.db);
  return rows.length;
};
const heldBy = (token: string) => product.world.oauth.grants.holder(token);
const newest = () => product.world.oauth.grants.newest()!;

it('who came in before it was switched on sees no past tickets after it', async () => {
  await consented(product, AGENT);
  await switchCheck(product, false);
  const before = (await enter(product, AGENT)).session!;
  const seesPast = async () =>
    JSON.stringify((await product.whole(before, { ticketId: '1001' })).cards).includes('Audit log export');
  expect(await seesPast()).toBe(true);
  await switchCheck(product, true);
  await consented(product, AGENT);
  expect(await seesPast()).toBe(false);
});

describe('what comes back from the helpdesk’s page', () => {
  it('is given back where nobody is asked by it any more', async () => {
    const { consentUrl } = await enter(product, 7004);
    await switchCheck(product, false);
    const sentBack = await fetch((await allow(consentUrl, { userId: 7004 })).location!);
    expect(await sentBack.text()).not.toContain('Allowed');
    expect(await tokensOf(7004)).toBe(0);
    expect(heldBy(newest()), 'given back').toBeUndefined();
  });

  it('is good for the helpdesk and the person that it was asked for, and for no other way in', async () => {
    const own = new URL((await enter(product, 7004)).consentUrl);
    const theirs = new URL((await enter(product, 7003)).consentUrl);
    const { location } = await allow(own.href, { userId: 7004 });
    const swapped = new URL(location!);
    swapped.searchParams.set('state', theirs.searchParams.get('state')!);
    expect((await fetch(swapped)).status).not.toBe(200);
    expect([await tokensOf(7003), await tokensOf(7004)]).toEqual([0, 0]);
    const forged = new URL(location!);
    const state = own.searchParams.get('state')!;
    const [payload = '', mac = ''] = state.split('.');
    const claims = Buffer.from(payload, 'base64url').toString().replace('"7004"', '"7003"');
    forged.searchParams.set('state', `${Buffer.from(claims).toString('base64url')}.${mac}`);
    expect((await fetch(forged)).status).toBe(400);
    // What an admin set out for to connect the helpdesk is none of an agent's, and the other way round.
    const admin = product.sessionAs({ tenant: 'acme', role: 'admin' });
    const connecting = await call(product, admin, '/v1/setup/connections/zendesk/oauth', 'POST', {});
    if (connecting.ok) {
      const { url } = (await connecting.json()) as { url: string };
      const mixed = new URL(location!);
      mixed.searchParams.set('state', new URL(url).searchParams.get('state')!);
      expect((await fetch(mixed)).status).not.toBe(200);
    }
    expect([await tokensOf(7003), await tokensOf(7004)]).toEqual([0, 0]);
  });

  it('is not kept where less was allowed than it takes to ask', async () => {
    const narrowed = new URL((await enter(product, 7004)).consentUrl);
    // Without what says whose token it is nobody knows that either: this leaves it.
    narrowed.searchParams.set('scope', 'users:read');
    const { location } = await allow(narrowed.href, { userId: 7004 });
    expect(await (await fetch(location!)).text()).toContain('tickets:read');
    expect(await tokensOf(7004)).toBe(0);
    expect(heldBy(newest()), 'given back').toBeUndefined();
  });

  it('is kept for nobody who has been put out since', async () => {
    const token = await consented(product, OTHER);
    const { rows } = await sql`delete from secrets where system = ${`agent/${OTHER}`}`.execute(product.database.db);
    expect(rows).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 5100));
    const { consentUrl } = await enter(product, OTHER);
    expect((await call(product, token, '/v1/session', 'DELETE')).status).toBe(204);
    const sentBack = await fetch((await allow(consentUrl, { userId: OTHER })).location!);
    expect(sentBack.status).toBe(400);
    expect(await tokensOf(OTHER)).toBe(0);
  });
});

describe('beside a ticket that the helpdesk does not show', () => {
  it('nothing is answered by any way in, nor done', async () => {
    const token = await consented(product, AGENT);
    // None that anybody has opened before.
    const { bundle, ...hidden } = product.world.tickets.findLast((one) => one.bundle.tickets[0]?.organizationId)!;
    const ticketId = String(hidden.ticketId);
    const { requesterId, organizationId } = bundle.tickets[0]!;
    const organization = String(organizationId);
    const { db } = product.database;
    await sql`insert into new_customers (tenant, company_id, deal_id, won_at, organization_id, contacts)
      values ('acme', '1', '2', now(), ${organization}, 1)`.execute(db);
    await sql`insert into onboarding_steps (tenant, company_id, n, step, due_at)
      values ('acme', '1', 0, 'welcome_call', now() + interval '3 days')`.execute(db);
    product.world.helpdesk.hideFrom(Number(ticketId), AGENT, 'forbidden');
    const gets = ['fields', 'issues'].map((what) => `/v1/tickets/${ticketId}/${what}`);
    for (const path of [...gets, `/v1/answers/${ticketId}`, `/v1/customers/${organization}`]) {
      const answer = await call(product, token, path);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(await answer.text()).not.toContain('welcome_call');
    }
    const step = { step: 'welcome_call', isDone: true };
    const link = { ticketId, requesterId: String(requesterId), accountId: '6100000101' };
    const posts: readonly (readonly [string, object])[] = [
      [`/v1/tickets/${ticketId}/steps`, step],
      [`/v1/customers/${organization}/steps`, step],
      ['/v1/links/pin', link],
      ['/v1/links/reject', link],
      ['/v1/links/search', { ticketId, requesterId: String(requesterId), text: 'northwind' }],
      ['/v1/reveal', { ticketId, field: 'plan.worth', reason: 'contract', note: 'Asks what their contract is worth' }],
      [`/v1/tickets/${ticketId}/issues`, { issue: 'APP-0', want: 'link' }],
      [`/v1/tickets/${ticketId}/fields`, { object: 'contact', field: 'phone', value: '+1 212 555 0100', seen: null }],
    ];
    for (const [path, body] of posts) {
      const answer = await call(product, token, path, 'POST', body);
      expect([path, answer.ok]).toEqual([path, false]);
      expect(await answer.text()).not.toMatch(/northwind|receipt/i);
    }
    const { rows } = await sql`select from onboarding_steps where done_at is not null`.execute(db);
    expect(rows).toEqual([]);
  });

  it('what is remembered of it for others is not for them', async () => {
    // Of the same role and language: an answer that is remembered would do for both.
    const [mine, others] = [await consented(product, AGENT), await consented(product, 7003)];
    const cached = async () =>
      Number(
        /sidelight_context_seconds_count\{[^}]*"cached"[^}]*\} (\d+)/.exec(
          await (await product.operator('/metrics')).text(),
        )?.[1] ?? 0,
      );
    product.world.helpdesk.hideFrom(1007, AGENT, 'missing');
    const open = async (token: string) => customerIn((await product.stream(token, { ticketId: '1007' })).events);
    // Young standings, and every read fresh: the next answer comes from memory.
    for (const token of [others, others, mine]) await open(token);
    const before = await cached();
    expect(await open(others)).not.toMatchObject({ state: 'unknown_ticket' });
    expect(await cached(), 'from memory').toBe(before + 1);
    expect(await open(mine)).toMatchObject({ state: 'unknown_ticket' });
  });

  it('an admin who may not open it there sees it in no preview either', async () => {
    await consented(product, ADMIN);
    product.world.helpdesk.hideFrom(1006, ADMIN, 'missing');
    const session = (await enter(product, ADMIN)).session!;
    const answer = await call(product, session, '/v1/setup/preview', 'POST', { as: 'agent', ticketId: '1006' });
    const text = await answer.text();
    expect(text).toContain('unknown_ticket');
    expect(text).not.toContain('receipt');
  });

  it('it is not told by what was read on a guess whether somebody is a customer', async () => {
    const open = await consented(product, OTHER);
    const known = String(product.world.tickets[0]!.bundle.tickets[0]!.requesterId);
    await product.whole(open, { ticketId: '1001' });
    const token = await consented(product, AGENT);
    const timed = async (requesterId: string) =>
      (await product.whole(token, { ticketId: '999999', hints: { requesterId } })).timings.map(({ read }) => read);
    expect(await timed(known)).toEqual(await timed('900999999'));
  });

  it('another helpdesk’s session learns nothing by the number of a ticket, nor by a consent of ours', async () => {
    const stranger = product.sessionAs({ tenant: 'globex', role: 'agent' });
    const answer = await call(product, stranger, '/v1/context', 'POST', { ticketId: '1001' });
    expect(await answer.text()).not.toContain('receipt');
  });
});

describe('once the consent is lost in the middle of a session', () => {
  it('every way in shows nothing, and says where it is given again: the session goes on with it', async () => {
    const { db } = product.database;
    await sql`delete from secrets where system = ${`agent/${AGENT}`}`.execute(db);
    await new Promise((resolve) => setTimeout(resolve, 5100));
    const token = await consented(product, AGENT);
    expect(customerIn((await product.stream(token, { ticketId: '1001' })).events)).toMatchObject({ state: 'linked' });
    product.world.oauth.grants.revoke(newest());
    const asked = [product.post('/v1/context', token, { ticketId: '1002' })];
    for (const accept of ['application/json', 'application/x-ndjson'])
      asked.push(
        fetch(`${product.url}/v1/context`, {
          ...{ method: 'POST', body: JSON.stringify({ ticketId: '1003' }) },
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept },
        }),
      );
    const links: string[] = [];
    for (const answer of await Promise.all(asked)) {
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([401, '60']);
      const problem = Problem.parse(await answer.json());
      expect(problem.code).toBe('consent_needed');
      links.push(problem.href!);
    }
    const theirs = await fetch((await allow(links[0]!, { userId: OTHER })).location!);
    expect(theirs.status, 'nobody allows it for somebody else').toBe(403);
    expect(await (await fetch((await allow(links[1]!, { userId: AGENT })).location!)).text()).toContain('Allowed');
    expect(customerIn((await product.stream(token, { ticketId: '1003' })).events)).toMatchObject({
      requester: { name: expect.any(String) },
    });
  });
});
