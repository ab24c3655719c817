import express from 'express';
import { importSPKI, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Listening, listen } from './listen.ts';
import { startWorld, type World } from './world.ts';

const boot = {
  session: 'a-session',
  location: 'ticket_sidebar',
  origin: 'http://127.0.0.1:4300',
  locale: 'en',
  colorScheme: 'light',
  role: 'lead',
  deadlineMs: 2500,
  cards: [],
};

let world: World;
let api: Listening;
let entered: { url: string; token: string }[] = [];

beforeAll(async () => {
  const app = express();
  app.use(express.urlencoded());
  // Stands in for the API's signed entry: takes what is posted and hands out a page.
  app.post('/zaf/:location', (req, res) => {
    entered.push({ url: req.originalUrl, token: String(req.body.token) });
    if (req.params.location === 'top_bar') return void res.status(401).send('no');
    res.type('html').send(`<!doctype html><script type="application/json" id="boot">${JSON.stringify(boot)}</script>`);
  });
  api = await listen(app, 0);
  world = await startWorld({ customers: 5, apiUrl: api.url });
});
afterAll(() => Promise.all([world.stop(), api.close()]));

const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${world.controlUrl}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, json: text === '' ? undefined : JSON.parse(text) };
};

describe('the control port', () => {
  it('lists the sample tickets with their stories', async () => {
    const { json } = await send('GET', '/tickets');
    expect(json).toHaveLength(world.tickets.length);
    expect(json[0]).toMatchObject({ id: '1001', story: expect.any(String), subject: expect.any(String) });
  });

  it('sets, shows and clears faults, the same ones that code sees', async () => {
    expect((await send('PUT', '/faults/crm', { kind: '429' })).json).toEqual({ kind: '429', retryAfterS: 5 });
    expect(world.faults.current('crm')).toEqual({ kind: '429', retryAfterS: 5 });
    world.faults.set('billing', { kind: 'hang' });
    expect((await send('GET', '/faults')).json).toEqual({
      crm: { kind: '429', retryAfterS: 5 },
      billing: { kind: 'hang' },
    });
    await send('DELETE', '/faults/crm');
    expect(world.faults.current('crm')).toBeUndefined();
    await send('DELETE', '/faults');
    expect(world.faults.all()).toEqual({});
  });

  it('says which kinds there are when it is asked for another', async () => {
    const { status, json } = await send('PUT', '/faults/crm', { kind: 'explode' });
    expect(status).toBe(400);
    expect(json.kinds).toContain('slow_drip');
    expect((await send('PUT', '/faults/crm', { kind: 'latency', ms: -1 })).status).toBe(400);
    expect((await send('PUT', '/faults/toaster', { kind: 'hang' })).status).toBe(404);
    const broken = await fetch(`${world.controlUrl}/faults/crm`, {
      method: 'PUT',
      body: '{',
      headers: { 'content-type': 'application/json' },
    });
    expect(broken.status).toBe(400);
  });

  it('counts the calls each system received, by path', async () => {
    await send('DELETE', '/calls');
    await fetch(`${world.urls.statuspage}/api/v2/summary.json`);
    await fetch(`${world.urls.statuspage}/api/v2/summary.json?x=1`);
    const { json } = await send('GET', '/calls');
    expect(json.total).toBe(2);
    expect(json.systems).toEqual({ issues: { total: 2, paths: { '/api/v2/summary.json': 2 } } });
    expect(json.recent[1]).toMatchObject({ vendor: 'statuspage', query: 'x=1' });
  });

  it('lets the helpdesk page in, and no other page', async () => {
    const own = await send('GET', '/faults', undefined, { origin: world.helpdeskUrl });
    expect(own.headers.get('access-control-allow-origin')).toBe(world.helpdeskUrl);
    const other = await send('GET', '/faults', undefined, { origin: 'https://evil.example' });
    expect(other.status).toBe(403);
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
    const preflight = await fetch(`${world.controlUrl}/faults/crm`, {
      method: 'OPTIONS',
      headers: { origin: world.helpdeskUrl, 'access-control-request-method': 'PUT' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PUT');
  });
});

describe('signing in', () => {
  it('posts a token as the helpdesk signs it, and hands back the session of the page', async () => {
    entered = [];
    const { json } = await send('POST', '/session', { role: 'lead', ticketId: '1001' });
    expect(json).toEqual({ token: 'a-session', boot });
    const query = new URL(entered[0]!.url, api.url).searchParams;
    expect(query.get('origin')).toBe(world.helpdeskUrl);
    expect(query.get('app_guid')).toMatch(/^[0-9a-f-]{36}$/);
    const key = await importSPKI(world.env().ZENDESK_APP_PUBLIC_KEY!, 'RS256');
    const { payload, protectedHeader } = await jwtVerify(entered[0]!.token, key, {
      algorithms: ['RS256'],
      issuer: 'acme.zendesk.com',
      audience: `https://acme.zendesk.com/api/v2/apps/installations/${world.env().ZENDESK_INSTALLATION_ID}.json`,
    });
    expect(protectedHeader.alg).toBe('RS256');
    expect(payload.sub).toBe('https://acme.zendesk.com/api/v2/users/7004.json');
    expect(payload.exp! - payload.iat!).toBe(300);
    expect(payload.jti).toEqual(expect.any(String));
    expect(payload.context).toEqual({ product: 'support', location: 'ticket_sidebar' });
  });

  it('signs for a frame without opening it', async () => {
    entered = [];
    const guid = '6f1c0f5e-7b4f-4f0e-9d2c-0a4f6f1f9b11';
    const { json } = await send('POST', '/sign', { role: 'agent', location: 'new_ticket_sidebar', appGuid: guid });
    expect(json.url).toContain(`${api.url}/zaf/new_ticket_sidebar?`);
    expect(json.url).toContain(`app_guid=${guid}`);
    expect(json.token.split('.')).toHaveLength(3);
    expect(entered).toEqual([]);
  });

  it('never signs the same token twice', async () => {
    const [a, b] = await Promise.all([
      send('POST', '/sign', { role: 'agent' }),
      send('POST', '/sign', { role: 'agent' }),
    ]);
    expect(a.json.token).not.toBe(b.json.token);
  });

  it('says so when the installed app has no page there', async () => {
    expect((await send('POST', '/session', { role: 'agent', location: 'user_sidebar' })).status).toBe(409);
  });

  it('signs in at another account of the same app', async () => {
    entered = [];
    await send('POST', '/session', { role: 'lead', subdomain: 'umbra', installationId: '55' });
    const { payload } = await jwtVerify(
      entered[0]!.token,
      await importSPKI(world.env().ZENDESK_APP_PUBLIC_KEY!, 'RS256'),
    );
    expect([payload.iss, payload.aud]).toEqual([
      'umbra.zendesk.com',
      'https://umbra.zendesk.com/api/v2/apps/installations/55.json',
    ]);
  });

  it('passes on that the API did not let it in', async () => {
    const { status, json } = await send('POST', '/session', { role: 'agent', location: 'top_bar' });
    expect([status, json.status]).toEqual([502, 401]);
  });

  it('says so when the API is not there', async () => {
    world.setApiUrl('http://127.0.0.1:1');
    const { status, json } = await send('POST', '/session', { role: 'agent' });
    world.setApiUrl(api.url);
    expect([status, json.status]).toEqual([502, null]);
  });

  it('refuses a role that the helpdesk does not have', async () => {
    expect((await send('POST', '/session', { role: 'king' })).status).toBe(400);
  });
});
