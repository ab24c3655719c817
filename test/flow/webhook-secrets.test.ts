import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { createLocalKey, parseKey } from '@sidelight/api/secrets/local-key.ts';
import { Secret } from '@sidelight/api/secrets/secret.ts';
import { createSecretStore, type SecretStore } from '@sidelight/api/secrets/secret-store.ts';
import { webhookSecret } from '@sidelight/api/secrets/webhook-secrets.ts';
import { createSecretRows } from '@sidelight/api/store/secrets.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Product, startProduct } from './start-product.ts';
import { until } from './until.ts';

const tenant = requireTenant('acme');
const signal = new AbortController().signal;
const HOUR_MS = 3_600_000;
const key = randomBytes(32).toString('base64');
const clock = { aheadMs: 0 };
const now = () => Date.now() + clock.aheadMs;

let product: Product;
let store: SecretStore;
beforeAll(async () => {
  product = await startProduct({ env: { SECRETS_KEY: key }, now });
  const keys = { current: createLocalKey(parseKey(key)!), previous: undefined };
  store = createSecretStore({ rows: createSecretRows(product.database.db), keys, now });
});
afterAll(() => product.stop());

async function deliver(secret: string): Promise<number> {
  const body = JSON.stringify({ type: 'zen:event-type:ticket.created', id: randomUUID(), detail: { id: '1004' } });
  const at = new Date(now()).toISOString();
  const signature = createHmac('sha256', secret).update(at + body);
  const { status } = await fetch(`${product.url}/webhooks/acme/helpdesk`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-zendesk-webhook-signature': signature.digest('base64'),
      'x-zendesk-webhook-signature-timestamp': at,
    },
  });
  return status;
}

it('while a webhook secret is replaced, no delivery signed by either is lost; after that, the old one is refused', async () => {
  const configured = product.world.env().ZENDESK_WEBHOOK_SECRET!;
  const each = async () => [await deliver('first'), await deliver('second'), await deliver(configured)];
  const put = (value: string) =>
    store.put(tenant, webhookSecret('helpdesk'), new Secret(value), { by: '42', overlapMs: 24 * HOUR_MS }, signal);
  expect(await each()).toEqual([401, 401, 204]);

  await put('first');
  clock.aheadMs += 10_000;
  expect(await each()).toEqual([204, 401, 204]);

  await put('second');
  clock.aheadMs += 10_000;
  expect(await each()).toEqual([204, 204, 204]);

  clock.aheadMs += 24 * HOUR_MS;
  expect(await each()).toEqual([401, 204, 204]);
  expect(product.logLines.join('\n')).not.toMatch(/first|second/);
});

it('what looks forged because the stored secret does not open is refused, and counted and told as forged by nobody', async () => {
  const forged = async () => {
    const { rows } = await sql<{ n: string }>`select coalesce(sum(refused), 0) as n from webhook_hours`.execute(
      product.database.db,
    );
    return Number(rows[0]?.n);
  };
  const counted = async (atLeast: number) => {
    await until(async () => (await forged()) >= atLeast);
    return forged();
  };
  clock.aheadMs += 10_000;
  expect(await deliver('nobody’s')).toBe(401);
  // With the four of before, which are written together.
  expect(await counted(5)).toBe(5);

  const sealed = () => product.database.db.selectFrom('secrets').selectAll().where('name', '=', 'webhook');
  const kept = await sealed().execute();
  // As where the server was started with another key.
  await sql`update secrets set sealed = '1.AAAA.AAAA.AAAA' where name = 'webhook'`.execute(product.database.db);
  clock.aheadMs += 10_000;
  expect(await Promise.all(Array.from({ length: 20 }, () => deliver('second')))).toEqual(Array(20).fill(401));
  for (const { version, sealed: text } of kept)
    await product.database.db.updateTable('secrets').set({ sealed: text }).where('version', '=', version).execute();
  clock.aheadMs += 10_000;
  expect(await deliver('second')).toBe(204);
  // Written together with those before, had they been counted.
  expect(await deliver('nobody’s')).toBe(401);
  expect(await counted(6)).toBe(6);
});
