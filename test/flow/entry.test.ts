import { createHmac, randomUUID } from 'node:crypto';
import { exportPKCS8, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Product, startProduct } from './start-product.ts';

let product: Product;
let privateKey: CryptoKey;
let publicPem: string;
beforeAll(async () => {
  const pair = await generateKeyPair('RS256', { extractable: true });
  privateKey = pair.privateKey;
  publicPem = await exportSPKI(pair.publicKey);
  expect(await exportPKCS8(privateKey)).toContain('PRIVATE KEY');
  product = await startProduct({ env: { ZENDESK_APP_PUBLIC_KEY: publicPem } });
});
afterAll(() => product.stop());

const host = 'acme.zendesk.com';
interface Change {
  readonly claims?: Record<string, unknown>;
  readonly alg?: string;
  readonly key?: CryptoKey | Uint8Array;
  readonly exp?: number;
  readonly iat?: number;
  readonly location?: string;
}
const nowS = () => Math.floor(Date.now() / 1000);

async function token(change: Change = {}): Promise<string> {
  return new SignJWT({
    context: { product: 'support', location: change.location ?? 'ticket_sidebar' },
    ...change.claims,
  })
    .setProtectedHeader({ alg: change.alg ?? 'RS256' })
    .setIssuer(String(change.claims?.iss ?? host))
    .setAudience(
      String(
        change.claims?.aud ??
          `https://${host}/api/v2/apps/installations/${product.world.env().ZENDESK_INSTALLATION_ID}.json`,
      ),
    )
    .setSubject(String(change.claims?.sub ?? `https://${host}/api/v2/users/7001.json`))
    .setIssuedAt(change.iat ?? nowS())
    .setExpirationTime(change.exp ?? nowS() + 300)
    .setJti(randomUUID())
    .sign(change.key ?? privateKey);
}

const enter = (signed: string, query: Record<string, string> = {}, location = 'ticket_sidebar') => {
  const search = new URLSearchParams({ origin: product.world.env().ZENDESK_ORIGIN!, app_guid: randomUUID(), ...query });
  return fetch(`${product.url}/zaf/${location}?${search}`, {
    method: 'POST',
    body: new URLSearchParams({ token: signed }),
  });
};

describe('the signed entry', () => {
  it('opens the page once, with a session, for the helpdesk that signed it', async () => {
    const signed = await token();
    const page = await enter(signed, { colorScheme: 'dark' });
    expect(page.status).toBe(200);
    const text = await page.text();
    expect(text).toContain('data-color-scheme="dark"');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`frame-ancestors ${product.world.env().ZENDESK_ORIGIN}`);
    expect(policy).toMatch(/script-src 'nonce-[\w-]{22}' 'strict-dynamic'/);
    expect(policy).toContain("default-src 'none'");
    expect(page.headers.get('x-frame-options')).toBeNull();
    expect(page.headers.get('set-cookie')).toBeNull();
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect((await enter(signed)).status).toBe(401);
  });

  it.each<readonly [string, () => Promise<string>]>([
    ['another key', async () => token({ key: (await generateKeyPair('RS256')).privateKey })],
    [
      'HS256 with our public key as the secret',
      () => token({ alg: 'HS256', key: new TextEncoder().encode(publicPem) }),
    ],
    ['an expired one', () => token({ iat: nowS() - 400, exp: nowS() - 60 })],
    ['one that lives too long', () => token({ iat: nowS() - 3600, exp: nowS() + 300 })],
    ['another issuer', () => token({ claims: { iss: 'evil.zendesk.com' } })],
    [
      'another tenant’s installation',
      () => token({ claims: { aud: 'https://other.zendesk.com/api/v2/apps/installations/1.json' } }),
    ],
    ['another location', () => token({ location: 'nav_bar' })],
    [
      'a user of another helpdesk',
      () => token({ claims: { sub: 'https://other.zendesk.com/api/v2/users/7001.json' } }),
    ],
    ['no user at all', () => token({ claims: { sub: 'root' } })],
    ['padding', async () => `${await token()}=`],
    ['white space', async () => `${await token()} `],
    ['a tail that is not canonical', async () => nonCanonical(await token())],
    ['alg none', async () => unsigned(await token())],
    ['nonsense', async () => 'a.b.c'],
    ['too much', async () => `${'A'.repeat(12_000)}.${'A'.repeat(4)}.${'A'.repeat(4)}`],
    ['an end user', () => token({ claims: { sub: `https://${host}/api/v2/users/900010.json` } })],
    [
      'somebody the helpdesk does not know',
      () => token({ claims: { sub: `https://${host}/api/v2/users/55555.json` } }),
    ],
  ])('refuses %s, and says nothing more', async (_, make) => {
    const answer = await enter(await make());
    expect(answer.status).toBe(401);
    const body = await answer.json();
    expect(body).toEqual({
      type: 'about:blank',
      status: 401,
      title: 'The entry was refused',
      code: 'token_refused',
      detail: 'Reload the apps in the helpdesk.',
      requestId: expect.any(String),
    });
  });

  it('refuses another origin, whoever signed', async () => {
    expect((await enter(await token(), { origin: 'https://evil.example' })).status).toBe(401);
  });

  it('says what to do on a plain reload, instead of an error', async () => {
    const page = await fetch(`${product.url}/zaf/ticket_sidebar`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Reload all apps');
  });

  it('knows no other location', async () => {
    expect((await enter(await token(), {}, 'user_sidebar')).status).toBe(404);
  });
});

describe('the other entries', () => {
  const event = (id: string) =>
    JSON.stringify({ type: 'zen:event-type:ticket.created', id, detail: { id: '1004', requester_id: '1' }, event: {} });
  const hook = (body: string, change: { at?: string; secret?: string; path?: string } = {}) => {
    const at = change.at ?? new Date().toISOString();
    const secret = change.secret ?? product.world.env().ZENDESK_WEBHOOK_SECRET!;
    return fetch(`${product.url}${change.path ?? '/webhooks/acme/helpdesk'}`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-zendesk-webhook-signature': createHmac('sha256', secret)
          .update(at + body)
          .digest('base64'),
        'x-zendesk-webhook-signature-timestamp': at,
      },
    });
  };

  it('take a signed webhook once, store it, and warm the ticket', async () => {
    const id = randomUUID();
    product.world.calls.clear();
    expect((await hook(event(id))).status).toBe(204);
    expect((await hook(event(id))).status).toBe(204);
    await expect.poll(() => product.world.calls.counts().systems.telemetry?.total ?? 0, { timeout: 3000 }).toBe(2);
    const read = () =>
      product.database.db.selectFrom('webhook_inbox').selectAll().where('delivery_id', '=', id).execute();
    // The last of its reads may still be under way.
    await expect.poll(async () => (await read())[0]?.handled_at ?? null, { timeout: 5000 }).not.toBeNull();
    const rows = await read();
    expect(rows).toMatchObject([{ tenant: 'acme', system: 'helpdesk', body: { id: '1004' } }]);
    product.world.calls.clear();
    await product.stream(await product.sessionFor('7001'), { ticketId: '1004' });
    expect(product.world.calls.counts().total).toBe(0);
    const views = await product.database.db
      .selectFrom('audit')
      .selectAll()
      .where('actor_id', '=', '')
      .where('action', '=', 'context.viewed')
      .execute();
    expect(views).toEqual([]);
  });

  it.each([
    ['another secret', { secret: 'guess' }, 401],
    ['an old one', { at: new Date(Date.now() - 600_000).toISOString() }, 401],
    ['one from the future', { at: new Date(Date.now() + 600_000).toISOString() }, 401],
    ['another tenant', { path: '/webhooks/other/helpdesk' }, 401],
    ['a system whose vendor sends none', { path: '/webhooks/acme/telemetry' }, 401],
    ['a system there is not', { path: '/webhooks/acme/constructor' }, 401],
  ])('refuse a webhook with %s', async (_, change, status) => {
    expect((await hook(event(randomUUID()), change)).status).toBe(status);
  });

  it('answer for operations without a word about customers', async () => {
    expect(await (await fetch(`${product.url}/healthz`)).json()).toEqual({ ok: true });
    expect((await fetch(`${product.url}/readyz`)).status).toBe(200);
    const metrics = await (await product.operator('/metrics')).text();
    expect(metrics).toContain('sidelight_upstream_call_seconds_count{tenant="acme"');
    expect(metrics).not.toMatch(/dana|northwind/i);
    const openapi = await (await product.operator('/openapi.json')).json();
    expect(Object.keys(openapi.paths)).toContain('/v1/context');
    expect((await fetch(`${product.url}/nothing`)).status).toBe(404);
  });
});

function unsigned(signed: string): string {
  const [, payload] = signed.split('.');
  return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.AA`;
}

/** Flips the unused low bits of the last character: the same bytes, another text. */
function nonCanonical(signed: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = alphabet.indexOf(signed.at(-1)!);
  return signed.slice(0, -1) + alphabet[last ^ 1];
}
