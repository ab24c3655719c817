import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, listIn, objectIn } from '../caller.ts';
import { startWorld, type World } from '../world.ts';
import { shapeDifferences } from './shape.ts';

const folder = process.env.VENDOR_SPECS ?? '';

let world: World;
beforeAll(async () => {
  world = await startWorld({ customers: 40 });
});
afterAll(() => world.stop());

const payers = () => world.tickets.flatMap((t) => t.bundle.payers);
const owing = () => payers().find((p) => p.shape === 'current' && p.invoices.some((i) => i.status === 'open'))?.id;

describe.skipIf(folder === '')('what the document of 2023 does not hold', () => {
  it('a payment and its payment intent have the members of the vendor’s own fixtures', async () => {
    const fixtures = JSON.parse(await readFile(join(folder, 'stripe/fixtures3.json'), 'utf8')).resources;
    const open = `/v1/invoices?customer=${owing()}&status=open&expand[]=data.payments`;
    const [invoice] = listIn((await call(world, 'stripe', open)).json, 'data');
    const [payment] = listIn(objectIn(invoice, 'payments'), 'data');
    // The recording shows no payment intent in it: `InvoicePayment.Payment` of npm `stripe` 23.1.0 does.
    const recorded = { ...fixtures.invoice_payment, payment: { type: 'payment_intent', payment_intent: 'pi_1' } };
    expect(shapeDifferences(payment, recorded, 'payment')).toEqual([]);
    const id = objectIn(payment, 'payment').payment_intent;
    const intent = (await call(world, 'stripe', `/v1/payment_intents/${id}`)).json;
    expect(intent).toMatchObject({ object: 'payment_intent', id, status: 'requires_payment_method' });
    expect(shapeDifferences(intent, fixtures.payment_intent, 'payment_intent')).toEqual([]);
  });
});

describe('what the vendor refuses is refused', () => {
  it.each<[path: string, param: string, code?: string]>([
    ['/v1/subscriptions?customer=CUS&state=all', 'state', 'parameter_unknown'],
    ['/v1/subscriptions?customer=CUS&status=live', 'status'],
    ['/v1/subscriptions?customer=CUS&limit=101', 'limit'],
    ['/v1/subscriptions?customer=CUS&starting_after=sub_nobody', 'starting_after', 'resource_missing'],
    ['/v1/subscriptions?customer=cus_nobody', 'customer', 'resource_missing'],
    ['/v1/invoices?customer=CUS&status=late', 'status'],
    ['/v1/invoices?customer=CUS&expand[]=data.payment_intent', 'expand'],
    ['/v1/invoices?customer=CUS&expand[]=data.payments.data.payment.payment_intent', 'expand'],
    ['/v1/subscription_schedules?customer=CUS&scheduled=yes', 'scheduled'],
    ['/v1/customers/CUS?limit=1', 'limit', 'parameter_unknown'],
    ['/v1/customers?mail=a@b.example', 'mail', 'parameter_unknown'],
    ['/v1/products/prod_Spro?expand[]=default_price.product', 'expand'],
  ])('%s', async (path, param, code) => {
    const { status, json } = await call(world, 'stripe', path.replace('CUS', owing() ?? ''));
    expect(status).toBe(400);
    expect(objectIn(json, 'error')).toMatchObject({ type: 'invalid_request_error', param, ...(code && { code }) });
  });

  it('a version there never was; an old one is answered in its own shapes', async () => {
    const invoices = `/v1/invoices?customer=${owing()}`;
    const at = (version: string, path = invoices) =>
      call(world, 'stripe', path, { headers: { 'stripe-version': version } });
    expect((await at('latest')).status).toBe(400);
    const [old] = listIn((await at('2023-08-16', `${invoices}&expand[]=data.payment_intent`)).json, 'data');
    expect(objectIn(old, 'payment_intent')).toHaveProperty('status');
    expect(old).toHaveProperty('subscription');
    const [now] = listIn((await at('2026-10-28.endive')).json, 'data');
    expect(now).not.toHaveProperty('payment_intent');
    expect(objectIn(now, 'parent')).toHaveProperty('subscription_details');
  });
});
