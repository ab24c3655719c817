import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Account, openBill, paidBy, readAccount, serveAccount, sub } from './stripe-account.ts';
import { billRows, type Row } from './stripe-bill-rows.ts';
import { subscriptionRows } from './stripe-subscription-rows.ts';
import { answer, startUpstream, type Upstream } from './upstream.ts';

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.stop());

async function paymentOf(account: Account, apiVersion?: string) {
  serveAccount(upstream, account);
  const reader = await readAccount(upstream, apiVersion === undefined ? {} : { options: { apiVersion } });
  const { record } = await reader.payment();
  await reader.close();
  return record;
}

const OLD = '2023-08-16';
const pastDue = sub({ status: 'past_due' });

describe.each<[string, string | undefined]>([
  ['of today', undefined],
  ['before 2025-03-31', OLD],
])('each state has its word, in the shapes %s', (_shapes, version) => {
  it.each<Row>([...billRows(version === OLD), ...subscriptionRows])('%s', async (_name, account, status, more = {}) => {
    expect(await paymentOf(account, version)).toMatchObject({ status, ...more });
  });
});

describe('a key without the right to look further', () => {
  const forbidden = answer(403, { error: { type: 'invalid_request_error', code: 'more_permissions_required' } });

  it('still says what the invoice and the subscription say', async () => {
    const account = { invoices: [openBill(paidBy('pi_1'))], instead: { '/v1/payment_intents': forbidden } };
    expect((await paymentOf({ ...account, subscriptions: [sub()] })).status).toBe('payment_processing');
    expect((await paymentOf({ ...account, subscriptions: [pastDue] })).status).toBe('overdue');
  });

  it('is not asked with again for a while', async () => {
    serveAccount(upstream, {
      subscriptions: [sub()],
      invoices: [openBill(paidBy('pi_1'))],
      instead: { '/v1/payment_intents': forbidden },
    });
    const reader = await readAccount(upstream);
    upstream.calls.length = 0;
    await reader.billed();
    await reader.billed();
    expect(upstream.calls.filter(({ path }) => path.startsWith('/v1/payment_intents'))).toHaveLength(1);
    await reader.close();
  });

  it('says nothing of schedules', async () => {
    const account = { subscriptions: [], instead: { '/v1/subscription_schedules': forbidden } };
    expect((await paymentOf(account)).status).toBe('no_subscription');
  });
});

it('a payment intent that cannot be had for now fails the read: a guess would look certain', async () => {
  serveAccount(upstream, {
    invoices: [openBill(paidBy('pi_1'))],
    instead: { '/v1/payment_intents': answer(503, {}) },
  });
  const reader = await readAccount(upstream);
  await expect(reader.ask('invoices')).rejects.toMatchObject({ reason: 'upstream_error' });
  await reader.close();
});
