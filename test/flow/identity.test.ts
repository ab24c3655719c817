import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customerIn, fieldIn, lastCards } from './read-fields.ts';
import { type Product, startProduct } from './start-product.ts';

let product: Product;
let token: string;
beforeAll(async () => {
  product = await startProduct();
  token = await product.session();
});
afterAll(() => product.stop());

const sample = (key: string) => {
  const found = product.world.tickets.find((ticket) => ticket.key === key);
  if (!found) throw new Error(`no sample ${key}: ${product.world.tickets.map((t) => t.key).join(', ')}`);
  return {
    ticketId: String(found.ticketId),
    truth: found.truth,
    requesterId: String(found.bundle.tickets[0]!.requesterId),
  };
};
const customer = async (ticketId: string) => customerIn((await product.stream(token, { ticketId })).events);

describe('two accounts for one address', () => {
  it('asks, keeps the pick for everybody and for good, and gives it back', async () => {
    const { ticketId, truth, requesterId } = sample(product.world.tickets[2]!.key);
    const before = await customer(ticketId);
    if (before?.state !== 'ambiguous') throw new Error(`state ${before?.state}`);
    expect(before.candidates).toHaveLength(2);
    for (const candidate of before.candidates) {
      expect(candidate.evidence).toContain('email');
      expect(candidate.detail).toBeTruthy();
    }
    const accountId = truth.customer.candidates[0]!;
    const picked = await product.post('/v1/links/pin', token, { ticketId, requesterId, accountId });
    expect(picked.status).toBe(204);

    const other = await product.session('lead');
    const { events } = await product.stream(other, { ticketId });
    expect(customerIn(events)).toMatchObject({
      state: 'linked',
      account: { id: accountId },
      evidence: ['picked'],
      canReject: true,
    });
    expect(fieldIn(lastCards(events).values(), 'plan.name').state).toBe('ok');
    const stored = await product.database.db
      .selectFrom('links')
      .selectAll()
      .where('requester_id', '=', requesterId)
      .execute();
    expect(stored).toMatchObject([{ tenant: 'acme', account_id: accountId, picked_by: '7001' }]);

    const taken = await product.post('/v1/links/reject', token, { ticketId, requesterId, accountId });
    expect(taken.status).toBe(204);
    expect(await customer(ticketId)).toMatchObject({ state: 'ambiguous' });
  });

  it('refuses a pick for a requester who is not on the ticket, and for an account that is not there', async () => {
    const { ticketId, requesterId } = sample(product.world.tickets[2]!.key);
    const wrongPerson = await product.post('/v1/links/pin', token, { ticketId, requesterId: '900010', accountId: '1' });
    expect(wrongPerson.status).toBe(403);
    const lead = await product.session('lead');
    const noAccount = await product.post('/v1/links/pin', lead, { ticketId, requesterId, accountId: '123' });
    expect(noAccount.status).toBe(404);
    expect((await product.post('/v1/links/pin', undefined, { requesterId, accountId: '1' })).status).toBe(401);
    expect((await product.post('/v1/links/pin', token, { requesterId: 'x' })).status).toBe(400);
  });

  it('lets an agent choose only among what fits, and a lead any account there is', async () => {
    const { ticketId, requesterId, truth } = sample(product.world.tickets[2]!.key);
    const stranger = product.world.tickets[0]!.truth.account!.id;
    const pick = { ticketId, requesterId, accountId: stranger };
    const denied = await product.post('/v1/links/pin', token, pick);
    expect([denied.status, await denied.json()]).toMatchObject([403, { code: 'not_a_candidate' }]);
    const audited = product.database.db.selectFrom('audit').selectAll().where('action', '=', 'link.denied');
    await expect
      .poll(() => audited.execute())
      // Customers and accounts are marks there.
      .toMatchObject([
        { actor_id: '7001', requester_id: null, account_id: null, account: expect.stringMatching(/^[\w-]{22}$/) },
      ]);
    // Whether an account exists at all is nothing an agent learns this way.
    expect((await product.post('/v1/links/pin', token, { ...pick, accountId: '123' })).status).toBe(403);
    expect(await customer(ticketId)).toMatchObject({ state: 'ambiguous' });

    const lead = await product.session('lead');
    expect((await product.post('/v1/links/pin', lead, pick)).status).toBe(204);
    expect(await customer(ticketId)).toMatchObject({
      state: 'linked',
      account: { id: stranger },
      evidence: ['picked'],
    });
    // Somebody else's pick does not keep an agent from what fits.
    const fits = { ticketId, requesterId, accountId: truth.customer.candidates[0]! };
    expect((await product.post('/v1/links/pin', token, fits)).status).toBe(204);
    expect((await product.post('/v1/links/reject', token, fits)).status).toBe(204);
  });

  it('undoes nothing for a pick that comes to nothing', async () => {
    const { ticketId, requesterId } = sample(product.world.tickets[2]!.key);
    const gone = { tenant: 'acme', requester_id: requesterId, account_id: '123', rejected_by: '7001' };
    await product.database.db.insertInto('link_rejections').values(gone).execute();
    const lead = await product.session('lead');
    expect((await product.post('/v1/links/pin', lead, { ticketId, requesterId, accountId: '123' })).status).toBe(404);
    product.world.faults.set('crm', { kind: '5xx', status: 503 });
    const silent = await product.post('/v1/links/pin', lead, { ticketId, requesterId, accountId: '456' });
    product.world.faults.clear();
    expect([silent.status, await silent.json()]).toMatchObject([503, { code: 'not_checked' }]);
    const rows = product.database.db.selectFrom('link_rejections').selectAll().where('account_id', '=', '123');
    expect(await rows.execute()).toHaveLength(1);
  });

  it('does not match by address again what an agent has rejected', async () => {
    const byEmail = product.world.tickets.find(
      (t) => t.truth.customer.evidence === 'email' && t.truth.customer.state === 'linked',
    )!;
    const ticketId = String(byEmail.ticketId);
    const requesterId = String(byEmail.bundle.tickets[0]!.requesterId);
    expect(await customer(ticketId)).toMatchObject({ state: 'linked', canReject: true });
    const accountId = byEmail.truth.account!.id;
    expect((await product.post('/v1/links/reject', token, { ticketId, requesterId, accountId })).status).toBe(204);
    // Asked again, and again from what is fresh by now.
    for (let i = 0; i < 3; i++)
      expect(await customer(ticketId)).toMatchObject({ state: 'nobody', ruledOut: [{ accountId }] });
    expect((await product.post('/v1/links/pin', token, { ticketId, requesterId, accountId })).status).toBe(204);
    expect(await customer(ticketId)).toMatchObject({ state: 'linked', evidence: ['picked'] });
  });
});

describe('a ticket that changes hands', () => {
  it('shows the new requester once the helpdesk has said so', async () => {
    const { ticketId } = sample(product.world.tickets[3]!.key);
    const dana = sample(product.world.tickets[0]!.key);
    expect(await customer(ticketId)).toMatchObject({ state: 'linked' });
    const env = product.world.env();
    const changed = await fetch(`${env.ZENDESK_URL}/api/v2/tickets/${ticketId}.json`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${env.ZENDESK_TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ticket: { requester_id: Number(dana.requesterId) } }),
    });
    expect(changed.status).toBe(200);
    await expect
      .poll(async () => customer(ticketId), { timeout: 3000 })
      .toMatchObject({ requester: { id: dana.requesterId } });
  });

  it('corrects itself in the same stream when our copy was out of date', async () => {
    let offset = 0;
    const own = await startProduct({
      env: { ZENDESK_WEBHOOK_SECRET: 'another one, so that no webhook is believed' },
      now: () => Date.now() + offset,
    });
    try {
      const who = await own.session();
      const ticket = own.world.tickets[1]!;
      await own.stream(who, { ticketId: String(ticket.ticketId) });
      const env = own.world.env();
      await fetch(`${env.ZENDESK_URL}/api/v2/tickets/${ticket.ticketId}.json`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${env.ZENDESK_TOKEN}`, 'content-type': 'application/json' },
        body: JSON.stringify({ ticket: { requester_id: own.world.tickets[0]!.bundle.tickets[0]!.requesterId } }),
      });
      offset = 40_000;
      const { events } = await own.stream(who, { ticketId: String(ticket.ticketId) });
      expect(customerIn(events)).toMatchObject({ requester: { name: 'Dana Whitfield' } });
      const identity = lastCards(events).get('identity')!;
      expect(fieldIn([identity], 'customer.name')).toMatchObject({ value: { text: 'Dana Whitfield' } });
    } finally {
      await own.stop();
    }
  });
});

describe('a new ticket', () => {
  it('goes by the requester, and shows their name', async () => {
    const { requesterId } = sample(product.world.tickets[0]!.key);
    const { events } = await product.stream(token, { requesterId });
    expect(customerIn(events)).toMatchObject({ state: 'linked' });
    expect(fieldIn(lastCards(events).values(), 'customer.name')).toMatchObject({ value: { text: 'Dana Whitfield' } });
  });
});
