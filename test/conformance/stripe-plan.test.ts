import * as sent from '@sidelight/api/connectors/stripe/fixtures.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bill, readAccount, seconds, serveAccount, sub } from './stripe-account.ts';
import { startUpstream, type Upstream } from './upstream.ts';

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.stop());

const line = (product: string, quantity: number | null, since: string, price: object = {}) => ({
  ...{ ...sent.item, id: `si_${product}`, quantity, created: seconds(since) },
  price: { ...sent.price, id: `price_${product}`, product, lookup_key: null, ...price },
});
const old = '2025-03-14T09:00:00Z';
const recent = '2026-09-01T00:00:00Z';
const metered = { recurring: { ...sent.price.recurring, usage_type: 'metered' } };
const products = {
  prod_pro: { name: 'Pro', metadata: { plan_code: 'pro' } },
  prod_team: { name: 'Team', metadata: { plan_code: 'team' } },
  prod_storage: { name: 'Extra storage', metadata: {} },
  prod_calls: { name: 'API calls', metadata: {} },
  prod_plain: { name: 'Plain', metadata: {} },
};

async function sold(lines: readonly object[][], options: Record<string, readonly string[]> = {}) {
  const subscriptions = lines.map((data, n) =>
    sub({ id: `sub_${n}`, items: { object: 'list', data, has_more: false } }),
  );
  serveAccount(upstream, { subscriptions, products });
  const reader = await readAccount(upstream, { options });
  const { main, planNames } = await reader.sold();
  await reader.close();
  return { name: main?.planName, code: main?.planCode, seats: main?.seats, planNames };
}

it.each([
  [
    'tagged with a plan code, whatever is listed first',
    [line('prod_storage', 1, recent), line('prod_pro', 10, old)],
    {},
    'Pro',
    10,
  ],
  [
    'the oldest with seats, where nothing is tagged',
    [line('prod_storage', 1, recent), line('prod_plain', 10, old)],
    {},
    'Plain',
    10,
  ],
  [
    'with seats before metered use',
    [line('prod_calls', null, old, metered), line('prod_plain', 3, recent)],
    {},
    'Plain',
    3,
  ],
  [
    'what recurs before what does not',
    [line('prod_storage', 1, old, { recurring: null }), line('prod_plain', 3, recent)],
    {},
    'Plain',
    3,
  ],
  [
    'what the map calls a plan, by product',
    [line('prod_pro', 10, old), line('prod_plain', 4, recent)],
    { planProducts: ['prod_plain'] },
    'Plain',
    4,
  ],
  [
    'what the map calls a plan, by plan code',
    [line('prod_pro', 10, old), line('prod_team', 4, recent)],
    { planProducts: ['team'] },
    'Team',
    4,
  ],
  [
    'not what the map calls an add-on',
    [line('prod_storage', 1, old), line('prod_plain', 10, recent)],
    { addOnProducts: ['prod_storage'] },
    'Plain',
    10,
  ],
  [
    'an add-on alone, if that is all there is',
    [line('prod_storage', 1, old)],
    { addOnProducts: ['prod_storage'] },
    'Extra storage',
    1,
  ],
  ['the one metered line, without seats', [line('prod_calls', null, old, metered)], {}, 'API calls', null],
] as const)('the plan is %s', async (_name, lines, options, name, seats) => {
  expect(await sold([[...lines]], options)).toMatchObject({ name, seats, planNames: [name] });
});

it('the code and the seats are the plan’s, not the add-on’s', async () => {
  expect(await sold([[line('prod_storage', 1, recent), line('prod_pro', 10, old)]])).toEqual({
    ...{ name: 'Pro', code: 'pro', seats: 10, planNames: ['Pro'] },
  });
});

it('several plans are told as several, the main one first', async () => {
  const both = [line('prod_storage', 1, old), line('prod_team', 2, old), line('prod_pro', 10, recent)];
  expect(await sold([both])).toMatchObject({ name: 'Pro', planNames: ['Pro', 'Team'] });
  expect(await sold([[line('prod_pro', 10, old)], [line('prod_team', 2, old)]])).toMatchObject({
    planNames: ['Pro', 'Team'],
  });
});

it('a product that was deleted leaves the price’s own name', async () => {
  const items = { data: [line('prod_gone', 2, old, { nickname: 'Yearly' })] };
  serveAccount(upstream, { subscriptions: [sub({ items })], products: { prod_gone: { deleted: true } } });
  const reader = await readAccount(upstream);
  expect(await reader.sold()).toMatchObject({ main: { planName: 'Yearly' }, planNames: ['Yearly'] });
  await reader.close();
});

describe('a subscription whose lines are cut short', () => {
  const addOns = Array.from({ length: 20 }, (_, n) => line('prod_storage', 1, recent, { id: `price_storage${n}` }));
  async function cut(data: readonly object[], options: Record<string, readonly string[]> = {}) {
    const subscriptions = [sub({ items: { object: 'list', data, has_more: true } })];
    serveAccount(upstream, { subscriptions, products, invoices: [bill()] });
    const reader = await readAccount(upstream, { options });
    const [answer, { main }, paid] = [await reader.ask('subscriptions'), await reader.sold(), await reader.payment()];
    await reader.close();
    return { main, gaps: answer?.gaps, payment: paid.record.status };
  }
  const gaps = { isCutShort: true, leftOut: 0 };

  it('has no plan for certain among its add-ons, and still is paid', async () => {
    const nothing = { planName: null, planCode: null, interval: null, seats: null, plans: [], value: null };
    expect(await cut(addOns)).toMatchObject({ main: { status: 'active', ...nothing }, gaps, payment: 'paid' });
  });

  it.each([
    ['tagged with a plan code', line('prod_pro', 10, old), {}, 'Pro', 'pro'],
    ['one by the map', line('prod_plain', 4, old), { planProducts: ['prod_plain'] }, 'Plain', 'price_prod_plain'],
  ])('has the plan that is %s, and no certain number of seats', async (_name, plan, options, planName, planCode) => {
    const main = { planName, planCode, seats: null, plans: [], value: null };
    expect(await cut([...addOns.slice(1), plan], options)).toMatchObject({ main, gaps, payment: 'paid' });
  });

  it('has no certain plan where the map names another product than the one tagged', async () => {
    const lines = [...addOns.slice(1), line('prod_pro', 10, old)];
    expect(await cut(lines, { planProducts: ['prod_plain'] })).toMatchObject({ main: { planName: null }, gaps });
  });

  it('says nothing of those that have ended where another is live', async () => {
    const ended = sub({ id: 'sub_ended', status: 'canceled', items: { data: addOns, has_more: true } });
    serveAccount(upstream, { subscriptions: [ended, sub()] });
    const reader = await readAccount(upstream);
    expect((await reader.ask('subscriptions'))?.gaps).toBeUndefined();
    await reader.close();
  });
});
