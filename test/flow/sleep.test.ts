import { afterAll, beforeAll, expect, it } from 'vitest';
import { fieldIn, lastCards } from './read-fields.ts';
import { type Product, startProduct } from './start-product.ts';
import { until } from './until.ts';

let product: Product;
let token: string;
beforeAll(async () => {
  product = await startProduct({ tenantIdleMs: 600 });
  token = await product.session();
});
afterAll(() => product.stop());

const count = () => product.logLines.filter((line) => line.includes('a helpdesk sleeps')).length;
const asleep = (times: number) => () => count() >= times;
const statusOf = async () => {
  const { events } = await product.stream(token, { ticketId: '1001' });
  return fieldIn(lastCards(events).values(), 'payment.status');
};
const billingCalls = () => product.world.calls.list().filter(({ system }) => system === 'billing').length;

it('a tenant nobody asks for sleeps, and wakes for the next agent as if it had not', async () => {
  expect(await statusOf()).toMatchObject({ state: 'ok' });
  await until(asleep(1), 15_000);
  expect(await statusOf()).toMatchObject({ state: 'ok' });
});

it('does not sleep while somebody has a page open', async () => {
  const lead = await product.session('lead');
  const leaving = new AbortController();
  const stream = await fetch(`${product.url}/v1/status/stream`, {
    ...{ method: 'POST', body: '{}', signal: leaving.signal },
    headers: { 'content-type': 'application/json', authorization: `Bearer ${lead}` },
  });
  expect(stream.status).toBe(200);
  const before = count();
  await new Promise((resolve) => setTimeout(resolve, 2500));
  expect(asleep(before + 1)()).toBe(false);
  leaving.abort();
  await until(asleep(before + 1), 15_000);
});

it('what a vendor asked for holds when the map is read again: it is not asked before its Retry-After is over', async () => {
  product.world.faults.set('billing', { kind: '429', retryAfterS: 120 });
  expect(await statusOf()).toMatchObject({ reason: 'rate_limited' });
  await product.reload();
  product.world.faults.clear();
  product.world.calls.clear();
  expect(await statusOf()).toMatchObject({ reason: 'rate_limited' });
  expect(billingCalls()).toBe(0);
});
