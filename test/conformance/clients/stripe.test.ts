import { API_VERSION } from '@sidelight/api/connectors/stripe/version.ts';
import Stripe from 'stripe';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startWorld, type World } from '../../world/world.ts';

let world: World;
let stripe: Stripe;
beforeAll(async () => {
  world = await startWorld({ customers: 40 });
  stripe = clientWith(world.credentials.stripe.key);
});
afterAll(() => world.stop());
afterEach(() => world.faults.clear());

function clientWith(key: string, over: Partial<ConstructorParameters<typeof Stripe>[1]> = {}): Stripe {
  const { hostname, port } = new URL(world.urls.stripe);
  return new Stripe(key, { host: hostname, port, protocol: 'http', maxNetworkRetries: 0, telemetry: false, ...over });
}

const payerOf = (key: string) => world.tickets.find((ticket) => ticket.key === key)?.bundle.payers[0];
const idOf = (key: string) => payerOf(key)?.id ?? '';
const refusalOf = (asked: Promise<unknown>) =>
  asked.then(
    () => undefined,
    (error: unknown) => error,
  );

/** The vendor's own client, unmodified, against the simulated vendor. */
describe('Stripe’s own client', () => {
  it('finds a customer by id, by address and by search', async () => {
    const id = idOf('healthy_enterprise');
    const customer = await stripe.customers.retrieve(id);
    if (customer.deleted) throw new Error('the customer is there');
    expect(customer).toMatchObject({ id, object: 'customer', livemode: true });
    const email = payerOf('billing_by_email')?.email ?? '';
    const found = await stripe.customers.list({ email, limit: 10 });
    expect(found.data.map((one) => one.id)).toEqual([idOf('billing_by_email')]);
    expect((await stripe.customers.search({ query: `email:'${email}'` })).data).toHaveLength(1);
  });

  it('reads subscriptions page by page, each once', async () => {
    const customer = idOf('suspended');
    const ids: string[] = [];
    for await (const { id } of stripe.subscriptions.list({ customer, status: 'all', limit: 1 })) ids.push(id);
    expect(ids).toEqual(payerOf('suspended')?.subscriptions.map(({ id }) => id));
    const { data } = await stripe.subscriptions.list({ customer, status: 'unpaid', expand: ['data.latest_invoice'] });
    expect(data[0]?.items.data[0]).toMatchObject({ quantity: 60, current_period_end: expect.any(Number) });
    expect(data[0]?.latest_invoice).toHaveProperty('object', 'invoice');
  });

  it('reads open invoices with their payments, and what became of each', async () => {
    const customer = idOf('zero_decimal_currency');
    const { data } = await stripe.invoices.list({ customer, status: 'open', expand: ['data.payments'] });
    expect(data.length).toBeGreaterThan(1);
    for (const invoice of data) {
      const payment = invoice.payments?.data[0]?.payment;
      const intent = await stripe.paymentIntents.retrieve(String(payment?.payment_intent));
      expect(intent).toMatchObject({ customer, currency: invoice.currency, status: 'requires_payment_method' });
    }
  });

  it('reads a product and schedules', async () => {
    expect(await stripe.products.retrieve('prod_Spro')).toMatchObject({ name: 'Pro', metadata: { plan_code: 'pro' } });
    const schedules = await stripe.subscriptionSchedules.list({ customer: idOf('no_subscription'), scheduled: true });
    expect(schedules).toMatchObject({ object: 'list', data: [], has_more: false });
  });

  it('knows each refusal for what it is', async () => {
    const { errors } = Stripe;
    const missing = await refusalOf(stripe.customers.retrieve('cus_nobody'));
    expect(missing).toBeInstanceOf(errors.StripeInvalidRequestError);
    expect(missing).toMatchObject({ code: 'resource_missing', statusCode: 404, param: 'id' });
    expect(await refusalOf(clientWith('rk_live_wrong').customers.retrieve('cus_nobody'))).toBeInstanceOf(
      errors.StripeAuthenticationError,
    );
    const unknown = { customer: idOf('suspended'), state: 'all' };
    expect(await refusalOf(stripe.subscriptions.list(unknown))).toMatchObject({ code: 'parameter_unknown' });
    world.faults.set('billing', { kind: '403' });
    expect(await refusalOf(stripe.products.retrieve('prod_Spro'))).toBeInstanceOf(errors.StripePermissionError);
    world.faults.set('billing', { kind: '429' });
    expect(await refusalOf(stripe.products.retrieve('prod_Spro'))).toBeInstanceOf(errors.StripeRateLimitError);
  });

  it('asks in the version our connector asks in, and is told so', async () => {
    const product = await stripe.products.retrieve('prod_Spro');
    expect(product.lastResponse).toMatchObject({ apiVersion: API_VERSION, statusCode: 200 });
    expect(product.lastResponse.requestId).toMatch(/^req_/);
  });
});
