import { InvoicesRecord, PaymentRecord, SubscriptionsRecord } from '@sidelight/shared/record/billing.ts';
import { describe, expect, it } from 'vitest';
import type { HttpAnswer, HttpClient } from '../http/http-client.ts';
import type { Answer, ConnectorSettings } from '../port.ts';
import { UpstreamError } from '../upstream-error.ts';
import { createStripe } from './connector.ts';
import { customer, deletedCustomer, invoice, list, noSuchCustomer, product, subscription } from './fixtures.ts';

const signal = new AbortController().signal;
const me = { by: 'id', value: customer.id } as const;
const settings: ConnectorSettings = {
  environment: 'live',
  options: {},
  ask: () => [],
  consoleUrl: 'https://dashboard.stripe.com',
};
const missing = { status: 404, json: noSuchCustomer };

/** A Stripe that answers by the start of the path; an Error is thrown. Calls are kept. */
function stripe(answers: Record<string, object | HttpAnswer | UpstreamError>, over: Partial<ConnectorSettings> = {}) {
  const calls: string[] = [];
  const http: HttpClient = {
    async send({ path }) {
      calls.push(path);
      // The key sees live data, whoever is asked for.
      const all: typeof answers = { ...answers, '/v1/customers?limit=1': list('/v1/customers', customer) };
      const [, found] = Object.entries(all).find(([start]) => path.startsWith(start)) ?? [];
      if (found instanceof Error) throw found;
      if (!found) return missing;
      return 'json' in found && 'status' in found ? found : { status: 200, json: found };
    },
  };
  const { reads, derived } = createStripe(http, { ...settings, ...over });
  const ask = (read: string, value: string = me.value) =>
    reads[read]?.({ by: read === 'customer' ? 'email' : 'id', value }, signal) ?? Promise.resolve(null);
  return { ask, calls, derived };
}

const whole = {
  '/v1/customers/': customer,
  '/v1/subscriptions': list('/v1/subscriptions', subscription),
  '/v1/invoices': list('/v1/invoices', invoice),
  '/v1/products/': product,
};

describe('test data and live data do not mix', () => {
  const testMode = { livemode: false };
  it.each([
    ['subscriptions', { '/v1/subscriptions': list('/', { ...subscription, ...testMode }) }],
    ['subscriptions', { '/v1/subscriptions': list('/'), '/v1/customers/': { ...customer, ...testMode } }],
    ['invoices', { '/v1/invoices': list('/', invoice, { ...invoice, ...testMode }) }],
    ['customer', { '/v1/customers?': list('/', { ...customer, ...testMode }) }],
  ])('%s from the sandbox are refused by a live connection', async (read, over) => {
    await expect(stripe({ ...whole, ...over }).ask(read)).rejects.toMatchObject({ reason: 'test_data' });
  });

  it('live ones are refused by a sandbox connection, which links to its own console', async () => {
    const sandbox = { environment: 'sandbox' } as const;
    await expect(stripe(whole, sandbox).ask('invoices')).rejects.toMatchObject({ reason: 'test_data' });
    const own = { '/v1/invoices': list('/', { ...invoice, ...testMode }) };
    const found = await stripe(own, sandbox).ask('invoices');
    expect(found?.source.url).toBe(`https://dashboard.stripe.com/test/invoices/${invoice.id}`);
  });
});

describe('a customer who is gone is nobody', () => {
  const refused = new UpstreamError('bad_answer', undefined, { isRefusal: true });
  it.each([
    [
      'deleted, all ended',
      { '/v1/subscriptions': list('/', { ...subscription, status: 'canceled' }), '/v1/customers/': deletedCustomer },
    ],
    ['deleted, nothing left', { '/v1/subscriptions': list('/'), '/v1/customers/': deletedCustomer }],
    ['unknown: the list is refused with 400', { '/v1/subscriptions': refused }],
    ['unknown: the list is refused with 404', { '/v1/subscriptions': missing }],
    ['unknown: the list is empty', { '/v1/subscriptions': list('/') }],
  ])('%s', async (_name, answers) => {
    expect(await stripe(answers).ask('subscriptions')).toBeNull();
  });

  it('also for invoices', async () => {
    expect(await stripe({ '/v1/invoices': refused }).ask('invoices')).toBeNull();
    expect(await stripe({ '/v1/invoices': missing }).ask('invoices')).toBeNull();
  });

  it('and an id of dots is nobody without climbing the path', async () => {
    const vendor = stripe({ '/v1/subscriptions': refused, '/v1/customers/': customer });
    expect(await vendor.ask('subscriptions', '..')).toBeNull();
    expect(vendor.calls.some((path) => path.startsWith('/v1/customers/'))).toBe(false);
  });

  it('but one who is there and has nothing is an answer', async () => {
    const found = await stripe({ ...whole, '/v1/subscriptions': list('/') }).ask('subscriptions');
    expect(found).toMatchObject({ record: { main: null, others: 0 }, source: { type: 'customer', id: customer.id } });
  });

  it('and a refusal that says nothing about the customer stays one', async () => {
    const known = { ...whole, '/v1/subscriptions': refused };
    await expect(stripe(known).ask('subscriptions')).rejects.toBe(refused);
    const down = stripe({ ...whole, '/v1/subscriptions': new UpstreamError('upstream_error') });
    await expect(down.ask('subscriptions')).rejects.toMatchObject({ reason: 'upstream_error' });
    expect(down.calls).toHaveLength(1);
  });

  it('and an answer that cannot be read says nothing about anybody, so nothing more is asked', async () => {
    for (const unreadable of [new UpstreamError('bad_answer'), { object: 'list', data: 'not one' }]) {
      const drifted = stripe({ ...whole, '/v1/subscriptions': unreadable, '/v1/invoices': unreadable });
      await expect(drifted.ask('subscriptions')).rejects.toMatchObject({ reason: 'bad_answer' });
      await expect(drifted.ask('invoices')).rejects.toMatchObject({ reason: 'bad_answer' });
      expect(drifted.calls).toHaveLength(2);
    }
  });
});

it.each([
  ['subscriptions', { '/v1/subscriptions': list('/', { ...subscription, customer: 'cus_other' }) }],
  ['invoices', { '/v1/invoices': list('/', { ...invoice, customer: 'cus_other' }) }],
])('%s of somebody else are refused', async (read, over) => {
  await expect(stripe({ ...whole, ...over }).ask(read)).rejects.toMatchObject({ reason: 'bad_answer' });
});

it('looks up the name of a product once, and asks nothing else of a live customer', async () => {
  const vendor = stripe(whole);
  const found = await vendor.ask('subscriptions');
  await vendor.ask('subscriptions');
  expect(SubscriptionsRecord.parse(found?.record).main?.planName).toBe('Enterprise');
  expect(vendor.calls.map((path) => path.split('?')[0])).toEqual([
    '/v1/subscriptions',
    '/v1/products/prod_QXg1hqf4jFNsqG',
    '/v1/subscriptions',
  ]);
});

it('reads on where subscriptions do not fit a page, without those cancelled, and stops at 250', async () => {
  let n = 0;
  const page = () => ({
    ...list('/v1/subscriptions', ...Array.from({ length: 50 }, () => ({ ...subscription, id: `sub_${n++}` }))),
    has_more: true,
  });
  const calls: string[] = [];
  const http: HttpClient = {
    async send({ path }) {
      calls.push(path);
      return { status: 200, json: path.startsWith('/v1/products') ? product : page() };
    },
  };
  const found = await createStripe(http, settings).reads.subscriptions?.(me, signal);
  expect(found?.gaps).toEqual({ isCutShort: true, leftOut: 0 });
  expect(SubscriptionsRecord.parse(found?.record)).toMatchObject({ main: null, others: null, planNames: [] });
  expect(calls.filter((path) => path.startsWith('/v1/subscriptions')).map((path) => path.split('&').slice(2))).toEqual([
    ['status=all'],
    [],
    ...[99, 149, 199, 249].map((last) => [`starting_after=sub_${last}`]),
  ]);
});

it('finds what is still open behind a dozen newer invoices, newest first, each once', async () => {
  const old = { ...invoice, id: 'in_old', status: 'open', created: invoice.created - 9_999_999 };
  const path = '/v1/invoices?customer=cus_S0011Sample42x&expand%5B%5D=data.payments';
  const answers = {
    [`${path}&status=open`]: list('/', invoice, old),
    [`${path}&status=uncollectible`]: list('/'),
    '/v1/invoices': { ...list('/', invoice, { ...invoice, id: 'in_2', created: invoice.created - 1 }), has_more: true },
  };
  const found = await stripe(answers).ask('invoices');
  expect(found?.gaps).toBeUndefined();
  expect(InvoicesRecord.parse(found?.record).invoices.map(({ id }) => id)).toEqual([invoice.id, 'in_2', 'in_old']);
});

describe('who pays under an address', () => {
  const other = { ...customer, id: 'cus_other', name: '' };
  it('is asked in both spellings, and never narrowed down', async () => {
    const vendor = stripe({
      '/v1/customers?email=Ada%2Bx%40Evil.example': list('/', customer),
      '/v1/customers?email=ada%2Bx%40evil.example': list('/', other),
    });
    expect(await vendor.ask('customer', ' Ada+x@Evil.example ')).toEqual({
      record: {
        customers: [
          { id: customer.id, name: 'Northwind Traders', createdAt: '2025-03-14T08:59:00.000Z' },
          { id: 'cus_other', name: null, createdAt: '2025-03-14T08:59:00.000Z' },
        ],
      },
      source: { type: 'customer', id: `${customer.id}, cus_other` },
    });
  });

  it('is asked once when there is but one', async () => {
    const vendor = stripe({ '/v1/customers?': list('/', customer) });
    const found = await vendor.ask('customer', 'ada@evil.example');
    expect(found?.source.url).toBe(`https://dashboard.stripe.com/customers/${customer.id}`);
    expect(vendor.calls).toEqual(['/v1/customers?email=ada%40evil.example&limit=10']);
  });
});

describe('payment, derived', () => {
  const nowMs = Date.parse('2026-11-23T10:00:00Z');
  async function payment(over: object) {
    const vendor = stripe({ ...whole, ...over });
    const answers: Record<string, Answer> = {};
    for (const read of vendor.derived.payment?.from ?? []) {
      const found = await vendor.ask(read);
      if (found) answers[read] = found;
    }
    const before = structuredClone(answers);
    const derived = vendor.derived.payment?.derive(answers, nowMs);
    expect(answers).toEqual(before);
    return derived;
  }

  it('is a record of its schema, with the subscription for a source', async () => {
    const derived = await payment({});
    expect(PaymentRecord.parse(derived?.record).status).toBe('paid');
    expect(derived?.source).toMatchObject({ type: 'subscription', id: subscription.id });
  });

  it('names the invoice that decides', async () => {
    const open = { ...invoice, id: 'in_late', status: 'open', amount_remaining: 100 };
    const derived = await payment({ '/v1/invoices': list('/', open) });
    expect(derived).toMatchObject({
      record: { status: 'overdue' },
      source: { type: 'invoice', id: 'in_late', url: 'https://dashboard.stripe.com/invoices/in_late' },
    });
  });
});
