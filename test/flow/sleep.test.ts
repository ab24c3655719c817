import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
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

const isAwake = async () => {
  const { rows } = await sql`select from leases where tenant = 'acme' and expires_at > now()`.execute(
    product.database.db,
  );
  return rows.length > 0;
};
async function deliver(id: string, secret: string): Promise<number> {
  const body = JSON.stringify({ type: 'zen:event-type:ticket.created', id, detail: { id: '1004' } });
  const at = new Date().toISOString();
  const signature = createHmac('sha256', secret).update(at + body);
  const answer = await fetch(`${product.url}/webhooks/acme/helpdesk`, {
    ...{ method: 'POST', body },
    headers: {
      'x-zendesk-webhook-signature': signature.digest('base64'),
      'x-zendesk-webhook-signature-timestamp': at,
    },
  });
  return answer.status;
}

it('is woken by no delivery but a signed one, which is worked on', async () => {
  await until(async () => !(await isAwake()), 10_000);
  expect(await deliver('forged', 'x'.repeat(40))).toBe(401);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await isAwake()).toBe(false);
  expect(await deliver('signed', product.world.env().ZENDESK_WEBHOOK_SECRET!)).toBe(204);
  const isHandled = async () => {
    const { rows } =
      await sql`select from webhook_inbox where delivery_id = 'signed' and handled_at is not null`.execute(
        product.database.db,
      );
    return rows.length > 0;
  };
  await until(isHandled, 15_000);
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
