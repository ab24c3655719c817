import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Product, startProduct } from './start-product.ts';

let product: Product;
let agent: string;
beforeAll(async () => {
  product = await startProduct();
  agent = await product.sessionFor('7001');
}, 120_000);
afterAll(() => product.stop());

const asked = async (path: string, init: RequestInit = {}) => {
  const answer = await fetch(product.url + path, init);
  const text = await answer.text();
  return { status: answer.status, header: (name: string) => answer.headers.get(name), text };
};
const signedIn = () => ({ authorization: `Bearer ${agent}`, 'content-type': 'application/json' });

describe('every answer', () => {
  it.each<[string, number, string, () => RequestInit]>([
    ['an answer', 200, '/v1/answers/1001', () => ({ headers: signedIn() })],
    ['a refusal', 401, '/v1/map', () => ({})],
    ['a refusal before the framework', 401, '/v1/context', () => ({ method: 'POST', body: '{}' })],
    ['a body that is not understood', 400, '/v1/context', () => ({ method: 'POST', body: '[', headers: signedIn() })],
    ['a place there is not', 404, '/nowhere', () => ({})],
    ['a broken address', 400, '/%', () => ({})],
    ['a script there is not', 404, '/assets/none.js', () => ({})],
    ['a sign of life', 200, '/healthz', () => ({})],
    ['an unsigned webhook', 401, '/webhooks/acme/helpdesk', () => ({ method: 'POST', body: '{}' })],
    ['a metric for nobody', 404, '/metrics', () => ({})],
  ])('runs nothing, is framed by nobody and is taken for what it says: %s', async (_, status, path, init) => {
    const answer = await asked(path, init());
    expect(answer.status).toBe(status);
    for (const part of ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
      expect(answer.header('content-security-policy')).toContain(part);
    expect(answer.header('strict-transport-security')).toMatch(/^max-age=31536000; includeSubDomains$/i);
    expect(answer.header('referrer-policy')).toBe('no-referrer');
    expect(answer.header('x-content-type-options')).toBe('nosniff');
    expect(answer.header('cache-control')).toMatch(/^no-store(?:, no-transform)?$/);
    expect(answer.header('x-powered-by')).toBeNull();
    expect(answer.header('server')).toBeNull();
    expect(answer.text).not.toMatch(/\bat .*\.ts:\d+|node_modules|stack/i);
  });

  it('that is a page is framed by its own helpdesk, runs its own scripts, and takes no string for one', async () => {
    const { url, token } = await product.world.sign({ role: 'agent', location: 'ticket_sidebar' });
    const page = await fetch(url, { method: 'POST', body: new URLSearchParams({ token }) });
    const policy = page.headers.get('content-security-policy') ?? '';
    const parts = Object.fromEntries(policy.split('; ').map((part) => [part.split(' ', 1)[0], part]));
    expect(Object.keys(parts).sort()).toEqual(
      [
        ...['base-uri', 'connect-src', 'default-src', 'form-action', 'frame-ancestors', 'img-src', 'object-src'],
        ...['require-trusted-types-for', 'script-src', 'style-src'],
      ].sort(),
    );
    expect(parts['frame-ancestors']).toBe(`frame-ancestors ${product.world.env().ZENDESK_ORIGIN}`);
    expect(policy).not.toMatch(/unsafe|\*|https?:(?!\/\/)/);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(await page.text()).toMatch(/nonce="[\w-]{22}"/);
  });

  it('may be kept where it is the same for everybody, and nowhere else', async () => {
    const style = await asked('/assets/page.css');
    expect(style.status).toBe(200);
    expect(style.header('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await asked('/assets/none.css')).header('cache-control')).toBe('no-store');
  });
});

describe('from outside nobody can tell which helpdesks are let in', () => {
  const outcome = async (path: string, init: RequestInit) => {
    const started = performance.now();
    const { status, text, header } = await asked(path, init);
    const body = text.replace(/"requestId":"[^"]+"/, '');
    return { tookMs: performance.now() - started, said: [status, body, header('content-security-policy')] };
  };

  it('by a webhook: the same words, in the same time', async () => {
    const post = { method: 'POST', body: JSON.stringify({ type: 'x' }) };
    const systems = ['acme/helpdesk', 'stranger/helpdesk', 'acme/telemetry', 'acme/nonsense', '-/helpdesk'];
    const outcomes = await Promise.all(systems.map((system) => outcome(`/webhooks/${system}`, post)));
    for (const one of outcomes) {
      expect(one.said).toEqual(outcomes[0]!.said);
      expect(one.tookMs).toBeGreaterThan(95);
    }
  });

  it('by a plain page: it is framed by whoever asks, where that could be a helpdesk at all', async () => {
    const frames = async (origin: string) => {
      const answer = await asked(`/zaf/ticket_sidebar?origin=${encodeURIComponent(origin)}`);
      return (answer.header('content-security-policy') ?? '').replace(origin, 'ASKED').replace(/nonce-[\w-]+/, '');
    };
    expect(await frames('https://acme.zendesk.com')).toBe(await frames('https://stranger.zendesk.com'));
    expect(await frames('https://evil.example')).toContain("frame-ancestors 'none'");
  });

  it('by figures: they are not for the world', async () => {
    for (const path of ['/metrics', '/openapi.json']) {
      expect((await asked(path)).status).toBe(404);
      expect((await asked(path, { headers: { authorization: 'Bearer wrong' } })).status).toBe(404);
      expect((await asked(path, { headers: { authorization: `Bearer ${agent}` } })).status).toBe(404);
      expect((await product.operator(path)).status).toBe(200);
    }
  });
});
