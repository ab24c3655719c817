import { createHmac, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lastCards, shown } from './read-fields.ts';
import { type Product, startProduct } from './start-product.ts';
import { until } from './until.ts';

const SESSION_SECRET = randomBytes(32).toString('base64');
const env = {
  ...{ SESSION_SECRET, STRIPE_WEBHOOK_SECRET: 'whsec_of_the_test_account' },
  JIRA_WEBHOOK_SECRET: 'the secret of the tracker',
};
const ticketId = '1001';

let product: Product;
let other: Product;
let token: string;
let billingId: string;
beforeAll(async () => {
  product = await startProduct({ env });
  // A second process on the same database.
  other = await startProduct({ env, beside: product, database: product.database, isRestart: true });
  token = await product.session();
  const ticket = product.world.tickets.find((sample) => String(sample.ticketId) === ticketId)!;
  billingId = ticket.bundle.payers[0]!.id;
});
afterAll(async () => {
  await other.stopService();
  await product.stop();
});

/** Opens the ticket at one process, and says how often each system was asked for it. */
async function open(at: Product) {
  product.world.calls.clear();
  const { events } = await at.stream(token, { ticketId });
  const { systems } = product.world.calls.counts();
  const asked = (system: 'billing' | 'issues') => systems[system]?.total ?? 0;
  return { cards: [...lastCards(events).values()], billing: asked('billing'), issues: asked('issues') };
}
beforeEach(async () => {
  for (const at of [product, other]) {
    await open(at);
    expect(await open(at)).toMatchObject({ billing: 0, issues: 0 });
  }
});

let eventId = 1;
const stripeEvent = () =>
  JSON.stringify({
    ...{ id: `evt_${eventId++}`, object: 'event', type: 'customer.subscription.updated' },
    data: { object: { id: 'sub_1', object: 'subscription', customer: billingId } },
  });
async function sendStripe(body: string, { secret = env.STRIPE_WEBHOOK_SECRET, atMs = Date.now() } = {}) {
  const at = Math.floor(atMs / 1000);
  const signature = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
  const headers = { 'stripe-signature': `t=${at},v1=${signature}` };
  return (await fetch(`${product.url}/webhooks/acme/billing`, { method: 'POST', body, headers })).status;
}
async function sendJira(atMs: number, secret = env.JIRA_WEBHOOK_SECRET) {
  const body = JSON.stringify({
    timestamp: atMs,
    webhookEvent: 'jira:issue_updated',
    issue: { id: '1', key: 'APP-1' },
  });
  const headers = { 'x-hub-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` };
  return (await fetch(`${product.url}/webhooks/acme/issues`, { method: 'POST', body, headers })).status;
}

describe('what billing says has changed', () => {
  it('is asked for again by whoever looks next, in every process, and by nobody about anybody else', async () => {
    expect(await sendStripe(stripeEvent())).toBe(204);
    const next = await open(product);
    expect(next.billing).toBeGreaterThan(0);
    expect(next.issues).toBe(0);
    expect(shown(next.cards, 'payment.status')).toMatchObject({ code: 'paid' });
    await until(async () => (await open(other)).billing > 0, 5000);
  });

  it('counts once, however often it is sent', async () => {
    const body = stripeEvent();
    expect(await sendStripe(body)).toBe(204);
    await until(async () => (await open(other)).billing > 0, 5000);
    await until(async () => (await open(product)).billing === 0, 5000);
    expect(await sendStripe(body)).toBe(204);
    expect(await open(product)).toMatchObject({ billing: 0 });
  });

  it('is not believed with another signature, an old one, or of another helpdesk', async () => {
    expect(await sendStripe(stripeEvent(), { secret: 'whsec_of_somebody_else' })).toBe(401);
    expect(await sendStripe(stripeEvent(), { atMs: Date.now() - 6 * 60_000 })).toBe(401);
    expect(await sendStripe(stripeEvent(), { atMs: Date.now() + 6 * 60_000 })).toBe(401);
    expect(await open(product)).toMatchObject({ billing: 0 });
  });
});

describe('what the tracker says has changed', () => {
  it('has the list of issues read again, in every process', async () => {
    expect(await sendJira(Date.now())).toBe(204);
    const next = await open(product);
    expect(next.issues).toBeGreaterThan(0);
    expect(next.billing).toBe(0);
    await until(async () => (await open(other)).issues > 0, 5000);
  });

  it('may be a quarter of an hour old, as it sends again that long, and no hour', async () => {
    expect(await sendJira(Date.now() - 16 * 60_000)).toBe(204);
    expect((await open(product)).issues).toBeGreaterThan(0);
    // Once it has been handled, the list is asked for once more by every process.
    await until(async () => (await open(other)).issues > 0, 5000);
    await until(async () => (await open(product)).issues === 0, 5000);
    expect(await sendJira(Date.now() - 60 * 60_000)).toBe(401);
    expect(await sendJira(Date.now(), 'another secret')).toBe(401);
    expect((await open(product)).issues).toBe(0);
  });
});
