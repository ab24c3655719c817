import { createHmac, randomBytes } from 'node:crypto';
import { OVERLAP_MS } from '@sidelight/api/secrets/webhook-secrets.ts';
import { AppWebhookAnswer, AppWebhooks } from '@sidelight/shared/setup/app-webhook.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Product, startProduct } from './start-product.ts';
import { until } from './until.ts';

const PUBLIC = 'https://sidelight.acme.example';
const ADDRESS = `${PUBLIC}/webhooks/acme/crm`;
const FIRST = 'first-secret-of-the-app';
const SECOND = 'second-secret-of-the-app';
const clock = { aheadMs: 0 };
const now = () => Date.now() + clock.aheadMs;

let product: Product;
beforeAll(async () => {
  const SECRETS_KEY = randomBytes(32).toString('base64');
  product = await startProduct({ env: { SECRETS_KEY, PUBLIC_URL: PUBLIC }, now });
});
afterAll(() => product.stop());

const ask = async (
  of: Pick<Product, 'url' | 'session'>,
  path: string,
  body?: object,
  role: 'admin' | 'lead' = 'admin',
) =>
  fetch(`${of.url}/v1/setup/webhooks${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${await of.session(role)}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
const list = async (of = product) => AppWebhooks.parse(await (await ask(of, '')).json()).webhooks;
/** The CRM's. */
const read = async (of = product) => (await list(of)).filter(({ system }) => system === 'crm');
const set = async (secret: string | null, of = product) =>
  AppWebhookAnswer.parse(await (await ask(of, '/crm', { signingKey: secret })).json());

let eventId = 1;
/** One event of the CRM's app, signed by this secret. */
async function deliver(secret: string): Promise<number> {
  const event = {
    subscriptionId: 1,
    portalId: 48160021,
    occurredAt: now(),
    subscriptionType: 'contact.propertyChange',
  };
  const body = JSON.stringify([{ ...event, eventId: eventId++, objectId: 101 }]);
  const at = String(now());
  const signature = createHmac('sha256', secret).update(`POST${ADDRESS}${body}${at}`).digest('base64');
  const headers = { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': at };
  return (await fetch(`${product.url}/webhooks/acme/crm`, { method: 'POST', body, headers })).status;
}
/** What a process remembers of secrets is as old as this at most. */
const later = () => (clock.aheadMs += 10_000);

describe('a webhook of a vendor’s own app', () => {
  it('is there for each vendor that has one, with where to send it and what to subscribe to', async () => {
    expect((await list()).map(({ name }) => name)).toEqual(['Stripe', 'HubSpot', 'Jira']);
    const [crm] = await read();
    expect(crm).toMatchObject({ system: 'crm', name: 'HubSpot', address: ADDRESS, signingKey: { kind: 'none' } });
    expect(crm?.subscriptions).toEqual(expect.arrayContaining(['deal.propertyChange', 'contact.privacyDeletion']));
    expect(crm).not.toHaveProperty('lastDeliveryAt');
    expect(await deliver(FIRST)).toBe(401);
  });

  it('is none of a lead’s business, and there is none for other systems', async () => {
    expect((await ask(product, '', undefined, 'lead')).status).toBe(403);
    expect((await ask(product, '/crm', { signingKey: FIRST }, 'lead')).status).toBe(403);
    expect((await ask(product, '/helpdesk', { signingKey: FIRST })).status).toBe(404);
    expect((await ask(product, '/crm', { signingKey: 1 })).status).toBe(400);
  });

  it('is refused a secret that cannot be one, in words', async () => {
    expect(await set('  short ')).toEqual({ kind: 'refused', why: 'too_short', least: 16 });
    expect(await set('')).toEqual({ kind: 'refused', why: 'too_short', least: 16 });
    expect(await set('client secret: abcdef')).toEqual({ kind: 'refused', why: 'not_one_word' });
    expect(await set(null)).toEqual({ kind: 'refused', why: 'none_set' });
  });

  it('is accepted once its secret is there, by whom and when, and what it was never comes back', async () => {
    expect(await set(` ${FIRST}\n`)).toEqual({ kind: 'done' });
    later();
    expect(await deliver(FIRST)).toBe(204);
    expect(await deliver(SECOND)).toBe(401);
    const [crm] = await read();
    expect(crm?.signingKey).toMatchObject({ kind: 'set', at: expect.any(String), by: expect.stringMatching(/\w/) });
    expect(crm?.lastDeliveryAt).toEqual(expect.any(String));
    expect(JSON.stringify(await read()) + product.logLines.join('\n')).not.toContain(FIRST);
  });

  it('is accepted by either secret for a while after the one was replaced, and then by the new one alone', async () => {
    expect(await set(SECOND)).toEqual({ kind: 'done' });
    later();
    expect([await deliver(FIRST), await deliver(SECOND)]).toEqual([204, 204]);
    expect((await read())[0]?.signingKey).toMatchObject({ kind: 'set', previousUntil: expect.any(String) });
    clock.aheadMs += OVERLAP_MS;
    expect([await deliver(FIRST), await deliver(SECOND)]).toEqual([401, 204]);
    expect((await read())[0]?.signingKey).not.toHaveProperty('previousUntil');
  });

  it('is accepted no more once its secret was removed; both were audited', async () => {
    expect(await set(null)).toEqual({ kind: 'done' });
    later();
    expect([await deliver(FIRST), await deliver(SECOND)]).toEqual([401, 401]);
    expect((await read())[0]?.signingKey).toEqual({ kind: 'none' });
    const actions = async () => {
      const rows = await product.database.db
        .selectFrom('audit')
        .select('action')
        .where('action', 'like', 'webhook.key%')
        .execute();
      return rows.map(({ action }) => action).sort();
    };
    await until(async () => (await actions()).length === 3, 10_000);
    expect(await actions()).toEqual(['webhook.key_removed', 'webhook.key_set', 'webhook.key_set']);
  });
});

describe('a server', () => {
  const beside = (env: Record<string, string>) => startProduct({ beside: product, env, now: Date.now });

  it('that knows neither its address nor how to keep a secret says so', async () => {
    const other = await beside({ PUBLIC_URL: '', SECRETS_KEY: '' });
    const [crm] = await read(other);
    expect(crm).not.toHaveProperty('address');
    expect(await set(FIRST, other)).toEqual({ kind: 'refused', why: 'no_key_store' });
    await other.stop();
  });

  it('that has it in its environment shows that, and changes nothing', async () => {
    const other = await beside({ HUBSPOT_WEBHOOK_SECRET: FIRST, SECRETS_KEY: randomBytes(32).toString('base64') });
    expect((await read(other))[0]?.signingKey).toEqual({ kind: 'operator' });
    expect(await set(SECOND, other)).toEqual({ kind: 'refused', why: 'by_server' });
    expect(await set(null, other)).toEqual({ kind: 'refused', why: 'by_server' });
    await other.stop();
  });
});
