import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Account, bill, openBill, readAccount, seconds, serveAccount, sub } from './stripe-account.ts';
import { startUpstream, type Upstream } from './upstream.ts';

let upstream: Upstream;
let reader: Awaited<ReturnType<typeof readAccount>>;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.stop());
beforeEach(async () => {
  upstream.calls.length = 0;
  reader = await readAccount(upstream);
});
afterEach(() => reader.close());

const DAY_S = 86_400;
const serve = (account: Account) => serveAccount(upstream, account);
const many = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));
const expired = (n: number) => sub({ id: `sub_dead${n}`, status: 'incomplete_expired' });
const cancelled = (n: number) => sub({ id: `sub_gone${n}`, status: 'canceled' });
const sentBill = (n: number) => {
  const day = seconds('2026-10-01T00:00:00Z') - n * 30 * DAY_S;
  return openBill({
    ...{ id: `in_open${n}`, collection_method: 'send_invoice', created: day, due_date: day + 14 * DAY_S },
    amount_remaining: 10000,
  });
};
/** No text where one must be. */
const odd = (thing: object, id: string) => ({ ...thing, id, created: 'yesterday', start_date: 'yesterday' });

describe('what decides is found behind what does not', () => {
  it.each([
    ['34 checkouts that expired', many(34, expired)],
    ['120 checkouts that expired', many(120, expired)],
    ['400 subscriptions that were cancelled', many(400, cancelled)],
  ])('the subscription that pays, behind %s', async (_name, dead) => {
    serve({ subscriptions: [...dead, sub()], invoices: [bill()] });
    expect(await reader.sold()).toMatchObject({ main: { id: 'sub_1S0011Sidelight7b' }, others: 0 });
    const { record, answer } = await reader.payment();
    expect(record.status).toBe('paid');
    expect(answer.gaps).toBeUndefined();
  });

  it('twenty open invoices: all of them are summed, and the oldest says since when', async () => {
    serve({
      subscriptions: [sub()],
      invoices: [...many(15, (n) => bill({ id: `in_paid${n}` })), ...many(20, sentBill)],
    });
    expect((await reader.payment()).record).toMatchObject({
      status: 'overdue',
      due: [{ amount: '2000.00', currency: 'EUR' }],
      since: '2025-03-24T00:00:00.000Z',
    });
  });

  it('what was written off long ago', async () => {
    const lost = openBill({ id: 'in_lost', status: 'uncollectible', amount_remaining: 5000 });
    serve({ subscriptions: [sub()], invoices: [...many(30, (n) => bill({ id: `in_paid${n}` })), lost] });
    expect((await reader.payment()).record).toMatchObject({
      status: 'written_off',
      due: [{ amount: '50.00', currency: 'EUR' }],
    });
  });
});

describe('past the cap nothing is certain that the rest could change', () => {
  it('300 live subscriptions: no plan is the plan, and paid is not said', async () => {
    serve({ subscriptions: many(320, (n) => sub({ id: `sub_${n}` })), invoices: [bill()] });
    expect(await reader.sold()).toMatchObject({ main: null, others: null, planNames: [] });
    const { record, answer } = await reader.payment();
    expect(record).toMatchObject({ status: null, due: [], nextAt: null });
    expect(answer.gaps).toEqual({ isCutShort: true, leftOut: 0 });
    expect(upstream.calls.filter(({ path }) => path === '/v1/subscriptions')).toHaveLength(12);
  });

  it('250 late invoices: overdue is certain, how much and since when is not', async () => {
    serve({ subscriptions: [sub()], invoices: many(250, sentBill) });
    const { record, answer } = await reader.payment();
    expect(record).toMatchObject({ status: 'overdue', due: [], since: null });
    expect(answer.gaps?.isCutShort).toBe(true);
  });

  it('an unpaid subscription among them is certain', async () => {
    serve({ subscriptions: [sub({ status: 'unpaid' }), ...many(320, (n) => sub({ id: `sub_${n}` }))] });
    expect((await reader.payment()).record.status).toBe('suspended_for_nonpayment');
  });
});

describe('a vendor that repeats itself', () => {
  it('is asked no more once a page brings nothing new, and each record counts once', async () => {
    serve({ subscriptions: [sub(), sub({ id: 'sub_two' })], invoices: [openBill()], isStuck: true });
    expect((await reader.ask('subscriptions'))?.gaps).toEqual({ isCutShort: true, leftOut: 0 });
    expect(upstream.calls.filter(({ path }) => path === '/v1/subscriptions')).toHaveLength(3);
    expect((await reader.billed()).invoices).toHaveLength(1);
  });
});

describe('one odd record spoils no list', () => {
  it('an odd subscription is left out, the others are shown, and paid is not said', async () => {
    serve({ subscriptions: [odd(sub(), 'sub_odd'), sub()], invoices: [bill()] });
    expect((await reader.ask('subscriptions'))?.gaps).toEqual({ isCutShort: false, leftOut: 1 });
    expect(await reader.sold()).toMatchObject({
      main: { id: 'sub_1S0011Sidelight7b', planName: 'Enterprise' },
      others: null,
    });
    expect((await reader.payment()).record.status).toBeNull();
  });

  it('an odd line of one subscription leaves out that subscription only', async () => {
    const [item] = sub().items.data;
    const items = { data: [item, { ...item, id: 'si_odd', price: 'price_text' }], has_more: false };
    serve({ subscriptions: [sub({ id: 'sub_odd', items }), sub()], invoices: [bill()] });
    expect((await reader.ask('subscriptions'))?.gaps).toEqual({ isCutShort: false, leftOut: 1 });
    expect(await reader.sold()).toMatchObject({ main: { id: 'sub_1S0011Sidelight7b' }, all: [{}], others: null });
  });

  it('an odd invoice beside a late one: overdue, and no sum', async () => {
    serve({ subscriptions: [sub()], invoices: [odd(bill(), 'in_odd'), sentBill(3)] });
    const { record } = await reader.payment();
    expect(record).toMatchObject({ status: 'overdue', due: [], lastInvoice: null });
  });

  it('one that may be the only live one leaves no plan to show', async () => {
    serve({ subscriptions: [odd(sub(), 'sub_odd'), cancelled(1)] });
    expect(await reader.sold()).toMatchObject({ main: null, others: null });
  });

  it('an odd product leaves its plan without a name, and the others with theirs', async () => {
    const other = sub({ id: 'sub_two' });
    const [item] = other.items.data;
    const two = { ...other, items: { data: [{ ...item, price: { ...item?.price, product: 'prod_odd' } }] } };
    serve({ subscriptions: [sub(), two], products: { prod_odd: { name: 7 } } });
    expect(await reader.sold()).toMatchObject({ planNames: ['Enterprise'], others: null });
  });

  it('all odd is a bad answer that names the place', async () => {
    serve({ subscriptions: [odd(sub(), 'a'), odd(sub(), 'b')], invoices: [odd(bill(), 'c')] });
    await expect(reader.ask('subscriptions')).rejects.toMatchObject({
      reason: 'bad_answer',
      cause: expect.stringContaining('start_date'),
    });
    await expect(reader.ask('invoices')).rejects.toMatchObject({
      reason: 'bad_answer',
      cause: expect.stringContaining('created'),
    });
  });

  it.each([8.64e12 + 1, 1e300, -1, 1.5])('a time of %d is an odd record, not a crash', async (created) => {
    serve({ subscriptions: [sub()], invoices: [bill({ created })] });
    await expect(reader.ask('invoices')).rejects.toMatchObject({ reason: 'bad_answer' });
    serve({ subscriptions: [sub()], invoices: [bill(), bill({ id: 'in_odd', next_payment_attempt: created })] });
    expect((await reader.ask('invoices'))?.gaps).toEqual({ isCutShort: false, leftOut: 1 });
  });

  it.each([{ total: 0.5 }, { amount_remaining: 1e21 }, { currency: null }, { customer: null }])(
    '%j is one too',
    async (over) => {
      serve({ subscriptions: [sub()], invoices: [bill(), bill({ id: 'in_odd', ...over })] });
      expect((await reader.ask('invoices'))?.gaps).toEqual({ isCutShort: false, leftOut: 1 });
    },
  );
});

describe('what has not begun', () => {
  const schedule = (n: number, day: string) => ({
    ...{ id: `sub_sched_${n}`, customer: sub().customer, livemode: true, status: 'not_started' },
    phases: [{ start_date: seconds(day) }],
  });
  const first = schedule(999, '2027-01-01T00:00:00Z');

  it('begins on the first day of all, however many there are', async () => {
    serve({ schedules: [...many(30, (n) => schedule(n, '2027-06-01T00:00:00Z')), first] });
    const { record, answer } = await reader.payment();
    expect(record).toMatchObject({ status: 'starts_later', nextAt: '2027-01-01T00:00:00.000Z' });
    expect(answer.gaps).toBeUndefined();
  });

  it('past the cap it is not said when, nor that nothing does', async () => {
    serve({ schedules: [...many(600, (n) => schedule(n, '2027-06-01T00:00:00Z')), first] });
    const { record, answer } = await reader.payment();
    expect(record).toMatchObject({ status: null, nextAt: null });
    expect(answer.gaps?.isCutShort).toBe(true);
  });

  it('an odd one leaves it uncertain, not "no subscription"', async () => {
    serve({ schedules: [{ ...first, phases: 'soon' }, schedule(1, '2027-06-01T00:00:00Z')] });
    const { record, answer } = await reader.payment();
    expect(record).toMatchObject({ status: null, nextAt: null });
    expect(answer.gaps?.leftOut).toBe(1);
  });
});
