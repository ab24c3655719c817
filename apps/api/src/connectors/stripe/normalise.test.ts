import { InvoicesRecord, SubscriptionsRecord } from '@sidelight/shared/record/billing.ts';
import { describe, expect, it } from 'vitest';
import { invoice, item, olderSubscription, price, soldWith, subscription } from './fixtures.ts';
import { normaliseInvoice, normaliseSubscriptions } from './normalise.ts';
import { WireInvoice, WireSubscription } from './wire.ts';

const products = new Map([[price.product, { name: 'Enterprise', planCode: 'enterprise_2025' }]]);
const of = (...wires: object[]) =>
  normaliseSubscriptions(
    wires.map((wire) => WireSubscription.parse(wire)),
    soldWith({ products }),
  );
const withPrice = (over: object, rest: object = {}) => ({
  ...subscription,
  items: { data: [{ ...item, price: { ...price, ...over }, ...rest }] },
});
const at = (iso: string) => Date.parse(iso) / 1000;

describe('a subscription', () => {
  it.each([
    ['since 2025-03-31', subscription],
    ['before it', olderSubscription],
  ])('is read in the shape %s', (_name, wire) => {
    expect(SubscriptionsRecord.parse(of(wire))).toMatchObject({
      others: 0,
      main: {
        id: 'sub_1S0011Sidelight7b',
        status: 'active',
        planCode: 'enterprise',
        planName: 'Enterprise',
        interval: 'year',
        seats: 250,
        startedAt: '2025-03-14T09:00:00.000Z',
        renewsAt: '2027-03-14T09:00:00.000Z',
        endsAt: null,
        trialEndsAt: null,
        isEnding: false,
        isCollectionPaused: false,
        value: { amount: '42000.00', currency: 'EUR' },
      },
    });
  });

  it.each([
    [{ lookup_key: 'pro' }, 'pro'],
    [{ lookup_key: null }, 'enterprise_2025'],
    [{ lookup_key: null, product: 'prod_unheard_of' }, price.id],
  ])('with the price %j has the plan code %s', (over, code) => {
    expect(of(withPrice(over)).main?.planCode).toBe(code);
  });

  it.each([
    [{}, 'Enterprise'],
    [{ product: 'prod_unheard_of', nickname: 'Yearly' }, 'Yearly'],
    [{ product: 'prod_unheard_of' }, null],
  ])('with the price %j has the plan name %s', (over, name) => {
    expect(of(withPrice(over)).main?.planName).toBe(name);
  });

  const renews = '2027-03-14T09:00:00.000Z';
  it.each([
    ['active', {}, { renewsAt: renews, endsAt: null, isEnding: false }],
    ['ending with the period', { cancel_at_period_end: true }, { renewsAt: null, endsAt: renews, isEnding: true }],
    [
      'ending on a day',
      { cancel_at: at('2026-12-24T00:00:00Z') },
      { renewsAt: null, endsAt: '2026-12-24T00:00:00.000Z', isEnding: true },
    ],
    [
      'ended',
      { status: 'canceled', cancel_at_period_end: true, ended_at: at('2026-06-01T00:00:00Z') },
      { renewsAt: null, endsAt: '2026-06-01T00:00:00.000Z', isEnding: false },
    ],
    [
      'on trial',
      { status: 'trialing', trial_end: at('2026-11-29T00:00:00Z') },
      { trialEndsAt: '2026-11-29T00:00:00.000Z' },
    ],
    ['past its trial', { trial_end: at('2025-03-28T00:00:00Z') }, { trialEndsAt: null, renewsAt: renews }],
    ['paused', { status: 'paused' }, { renewsAt: null, isCollectionPaused: false }],
    [
      'active but not collected',
      { pause_collection: { behavior: 'keep_as_draft', resumes_at: null } },
      { renewsAt: renews, isCollectionPaused: true },
    ],
    ['in a state of next year', { status: 'grace_period' }, { status: 'grace_period', renewsAt: renews }],
  ])('%s', (_name, over, expected) => {
    expect(of({ ...subscription, ...over }).main).toMatchObject(expected);
  });

  it.each([
    ['seats', {}, { quantity: 3 }, '504.00'],
    ['fractions of a cent', { unit_amount: null, unit_amount_decimal: '0.05' }, { quantity: 100_001 }, '50.0005'],
    ['whole packages', { transform_quantity: { divide_by: 10, round: 'up' } }, { quantity: 11 }, '336.00'],
    ['begun packages free', { transform_quantity: { divide_by: 10, round: 'down' } }, { quantity: 19 }, '168.00'],
    ['tiers', { unit_amount: null, unit_amount_decimal: null }, {}, undefined],
    ['metered use', { recurring: { ...price.recurring, usage_type: 'metered' } }, {}, undefined],
    ['no quantity', {}, { quantity: undefined }, undefined],
  ])('priced by %s', (_name, over, rest, amount) => {
    expect(of(withPrice(over, rest)).main?.value?.amount).toBe(amount);
  });

  it('of several items is worth their sum, unless they cannot be added', () => {
    const addOn = { ...item, quantity: 1, price: { ...price, id: 'price_2', unit_amount: 999 } };
    const two = (other: object) => of({ ...subscription, items: { data: [item, other] } }).main?.value ?? null;
    expect(two(addOn)).toEqual({ amount: '42009.99', currency: 'EUR' });
    expect(two({ ...addOn, price: { ...addOn.price, currency: 'usd' } })).toBeNull();
    const monthly = { ...price.recurring, interval: 'month' };
    expect(two({ ...addOn, price: { ...addOn.price, recurring: monthly } })).toBeNull();
  });

  it('for three months at a time does not pass for monthly', () => {
    const recurring = { ...price.recurring, interval: 'month', interval_count: 3 };
    expect(of(withPrice({ recurring })).main?.interval).toBe('3_month');
  });

  it('without an item has no plan, and is no crash', () => {
    expect(of({ ...subscription, items: { data: [] } }).main).toMatchObject({
      planCode: null,
      planName: null,
      value: null,
    });
  });
});

describe('of several subscriptions', () => {
  const one = (id: string, status: string, start = '2025-01-01T00:00:00Z') => ({
    ...subscription,
    id,
    status,
    start_date: at(start),
  });

  it.each([
    [
      'a live one comes before a dead one',
      [one('old', 'canceled', '2026-01-01T00:00:00Z'), one('live', 'active')],
      'live',
    ],
    ['the worst state comes first', [one('fine', 'active'), one('bad', 'unpaid'), one('late', 'past_due')], 'bad'],
    ['then the newest', [one('first', 'active'), one('second', 'active', '2026-05-01T00:00:00Z')], 'second'],
    ['an unknown word is live', [one('old', 'canceled'), one('odd', 'grace_period')], 'odd'],
    ['a first try comes before what is over', [one('over', 'canceled'), one('try', 'incomplete')], 'try'],
  ])('%s', (_name, wires, id) => {
    expect(of(...wires).main?.id).toBe(id);
    expect(of(...wires.toReversed()).main?.id).toBe(id);
  });

  it('counts the other live ones', () => {
    const record = of(one('a', 'active'), one('b', 'trialing'), one('c', 'canceled'), one('d', 'incomplete'));
    expect(record).toMatchObject({ main: { id: 'b' }, others: 1 });
    expect(record.all).toHaveLength(4);
  });

  it('none is an answer', () => {
    expect(of()).toEqual({ main: null, others: 0, planNames: [], startsAt: null, all: [] });
  });
});

describe('an invoice', () => {
  const read = (over: object) => normaliseInvoice(WireInvoice.parse({ ...invoice, ...over }));

  it('is read', () => {
    expect(InvoicesRecord.parse({ invoices: [read({ due_date: at('2026-11-11T00:00:00Z') })] }).invoices[0]).toEqual({
      id: 'in_1S0011Sidelight8fA',
      subscriptionId: 'sub_1S0011Sidelight7b',
      status: 'paid',
      uncollectibleBecause: null,
      isSent: false,
      isAttempted: true,
      attempt: 'unknown',
      dueAt: '2026-11-11T00:00:00.000Z',
      createdAt: '2026-11-01T09:00:00.000Z',
      total: { amount: '4200.00', currency: 'EUR' },
      remaining: { amount: '0.00', currency: 'EUR' },
      nextAttemptAt: null,
      url: 'https://invoice.stripe.com/i/acct_1/live_YWNjdF8x',
    });
  });

  it.each([{ status: 'a word of next year' }, { status: null }])('with %j is read', (over) => {
    expect(read(over)).toMatchObject(over);
  });

  it.each(['javascript:alert(1)', null])('does not link to %s', (hosted_invoice_url) => {
    expect(read({ hosted_invoice_url }).url).toBeNull();
  });
});
