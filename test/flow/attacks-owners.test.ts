import { TellAnswer } from '@sidelight/shared/health/request.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Product, startProduct } from './start-product.ts';

const CHIDI = '7003';
const BILLING_DESK = 360011;

let product: Product;
let agent: string;
beforeAll(async () => {
  product = await startProduct();
  agent = await product.session('agent');
}, 120_000);
afterAll(() => product.stop());
afterEach(() => {
  product.world.faults.clear();
  product.world.alerts.clear();
});

const tell = async (body: object, token = agent) => {
  const answer = await product.post('/v1/owners/tell', token, body);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};
const told = () => JSON.stringify(product.world.alerts.received().filter(({ kind }) => kind === 'slack'));
const reportsOf = (field: string) =>
  product.database.db.selectFrom('alerts').selectAll().where('once', 'like', `report|${field}|%`).execute();
const rowsOf = () =>
  product.database.db.selectFrom('audit').selectAll().where('action', '=', 'owner.told').orderBy('seq').execute();

describe('an owner', () => {
  it('is told once of what thirty agents say in the same moment, and each has said it on record', async () => {
    const before = (await rowsOf()).length;
    const pages = await Promise.all(Array.from({ length: 30 }, (_, i) => product.sessionFor(String(7001 + (i % 5)))));
    const states = await Promise.all(
      pages.map(async (token) => TellAnswer.parse((await tell({ field: 'payment.status' }, token)).body).state),
    );
    expect(states.toSorted()).toEqual([...Array(29).fill('already'), 'told']);
    expect(await reportsOf('payment.status')).toHaveLength(1);
    expect((await rowsOf()).length - before).toBe(30);
  });

  it('is told of no ticket that whoever tells may not see, who does not learn whether there is one', async () => {
    const restricted = await product.sessionFor(CHIDI, { isRestricted: true });
    product.world.helpdesk.change(1004, { groupId: BILLING_DESK });
    const ask = async (ticketId: string) => {
      const { status, body } = await tell({ field: 'plan.name', ticketId }, restricted);
      return { status, ...body, requestId: '' };
    };
    const hidden = await ask('1004');
    expect(hidden).toMatchObject({ status: 404, code: 'not_found' });
    expect(await ask('999999')).toEqual(hidden);
    expect(told()).not.toContain('1004');
    expect(await reportsOf('plan.name')).toEqual([]);
    expect((await rowsOf()).some(({ ticket_id }) => ticket_id === '1004' || ticket_id === '999999')).toBe(false);
  });

  it('is told without its number where the helpdesk does not say whose a ticket is', async () => {
    product.world.faults.set('helpdesk', { kind: '5xx' });
    expect(await tell({ field: 'plan.seats', ticketId: '1011' })).toMatchObject({
      status: 200,
      body: { state: 'told' },
    });
    expect(told()).toContain('plan.seats');
    expect(told()).not.toContain('1011');
    expect((await rowsOf()).at(-1)).toMatchObject({ ticket_id: null, about: 'plan.seats' });
  });

  it('is not sent everything that one agent can think of', async () => {
    const fields = Object.values((await product.whole(agent, { ticketId: '1001' })).cards).flatMap((card) =>
      card.fields.map(({ id }) => id),
    );
    expect(fields.length).toBeGreaterThan(12);
    const token = await product.sessionFor('7005');
    const answers = await Promise.all(fields.map((field) => tell({ field }, token)));
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(10);
    expect(answers.find(({ status }) => status === 429)?.body).toMatchObject({ code: 'too_many_requests' });
    // Whoever sees that something else is wrong is heard.
    expect((await tell({ field: fields[0]! })).status).toBe(200);
  });
});
