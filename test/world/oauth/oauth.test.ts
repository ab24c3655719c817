import { createHash, randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { call } from '../caller.ts';
import { startWorld, type World } from '../world.ts';
import { allow } from './allow.ts';

const redirectUri = 'http://127.0.0.1:4999/oauth/zendesk/callback';
const verifier = randomBytes(32).toString('base64url');
let world: World;

beforeAll(async () => {
  world = await startWorld({ customers: 5, apiUrl: 'http://127.0.0.1:4999' });
});
afterAll(() => world.stop());
afterEach(() => world.faults.clear());

const asked = (change: Record<string, string | undefined> = {}): string => {
  const query = {
    response_type: 'code',
    client_id: world.credentials.zendesk.clientId,
    redirect_uri: redirectUri,
    scope: 'tickets:read users:read',
    state: 'st-1',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...change,
  };
  const set = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `${world.urls.zendesk}/oauth/authorizations/new?${new URLSearchParams(set)}`;
};
const tokens = (body: Record<string, string>) =>
  call(world, 'zendesk', '/oauth/tokens', {
    body: {
      client_id: world.credentials.zendesk.clientId,
      client_secret: world.credentials.zendesk.clientSecret,
      ...body,
    },
    headers: { authorization: '' },
  });
const exchange = (code: string, change: Record<string, string> = {}) =>
  tokens({ grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier, ...change });
const codeFor = async (scope: string, userId?: number) => {
  const { location } = await allow(asked({ scope }), userId === undefined ? {} : { userId });
  return location?.searchParams.get('code') ?? '';
};
/** The whole way, as somebody; what the vendor answered. */
const connect = async (scope: string, userId?: number) => {
  const { json } = await exchange(await codeFor(scope, userId));
  // The vendor's own answer, checked in the first test below.
  return json as { access_token: string; refresh_token: string };
};
const as = (token: string, path: string, method = 'GET') =>
  call(world, 'zendesk', path, { method, headers: { authorization: `Bearer ${token}` } });

describe('asking somebody in the helpdesk', () => {
  it('shows the app, what it wants and whom one can be, the admin first', async () => {
    const answer = await fetch(asked());
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    const page = await answer.text();
    for (const part of ['Allow Sidelight', 'tickets:read', 'users:read', 'Maya Lindqvist'])
      expect(page).toContain(part);
    expect(/<input type="radio"[^>]*checked> <span>([^<]*)/.exec(page)?.[1]).toBe('Olivia Castellano');
  });

  it('sends a yes back as a code, and a no as such, each with the state', async () => {
    const yes = (await allow(asked())).location!;
    expect(`${yes.origin}${yes.pathname}`).toBe(redirectUri);
    expect(Object.fromEntries(yes.searchParams)).toEqual({ code: expect.stringMatching(/^\w{64}$/), state: 'st-1' });
    const no = (await allow(asked(), { decision: 'deny' })).location!;
    expect(no.searchParams.get('error')).toBe('access_denied');
    expect([no.searchParams.get('state'), no.searchParams.get('code')]).toEqual(['st-1', null]);
  });

  it.each([
    ['an unknown client', { client_id: 'somebody' }],
    ['a foreign address', { redirect_uri: 'https://evil.example/callback' }],
    ['no PKCE', { code_challenge: undefined }],
    ['PKCE in the clear', { code_challenge_method: 'plain' }],
    ['an unknown scope', { scope: 'tickets:eat' }],
    ['no code', { response_type: 'token' }],
  ])('answers %s with a page and no redirect', async (_what, change) => {
    const answer = await fetch(asked(change), { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
    expect(await answer.text()).toContain('This request is not valid');
    // Nor does the form behind the page, sent without it.
    const body = new URLSearchParams([...new URL(asked(change)).searchParams, ['user', '7005'], ['decision', 'allow']]);
    const posted = await fetch(`${world.urls.zendesk}/oauth/authorizations`, {
      method: 'POST',
      body,
      redirect: 'manual',
    });
    expect([posted.status, posted.headers.get('location')]).toEqual([400, null]);
  });
});

describe('tokens', () => {
  it('come for a code, once', async () => {
    const code = await codeFor('tickets:read users:read');
    expect((await exchange(code)).json).toEqual({
      access_token: expect.any(String),
      refresh_token: expect.any(String),
      token_type: 'bearer',
      scope: 'tickets:read users:read',
      expires_in: 1800,
      refresh_token_expires_in: 2_592_000,
    });
    const again = await exchange(code);
    expect([again.status, again.json]).toMatchObject([400, { error: 'invalid_grant' }]);
  });

  it.each([
    ['another secret', { client_secret: 'guess' }, 401, 'invalid_client'],
    ['another verifier', { code_verifier: 'guess' }, 400, 'invalid_grant'],
    ['another address', { redirect_uri: `${redirectUri}/x` }, 400, 'invalid_grant'],
    ['an unknown grant', { grant_type: 'password' }, 400, 'invalid_request'],
  ])('are refused to %s', async (_what, change, status, error) => {
    const answer = await exchange(await codeFor('read'), change);
    expect([answer.status, answer.json]).toMatchObject([status, { error, error_description: expect.any(String) }]);
  });

  it('are renewed by a refresh token, once, which ends both old ones', async () => {
    const old = await connect('read');
    const renew = () => tokens({ grant_type: 'refresh_token', refresh_token: old.refresh_token });
    const { status, json } = await renew();
    expect([status, json]).toMatchObject([200, { scope: 'read', access_token: expect.any(String) }]);
    expect((await as(old.access_token, '/api/v2/users/me.json')).status).toBe(401);
    expect((await renew()).json).toMatchObject({ error: 'invalid_grant' });
  });

  it('speak for whoever allowed them', async () => {
    for (const [userId, role] of [
      [7005, 'admin'],
      [7001, 'agent'],
    ] as const) {
      const { access_token } = await connect('read', userId);
      expect((await as(access_token, '/api/v2/users/me.json')).json).toMatchObject({ user: { id: userId, role } });
    }
  });

  it('reach what their scopes name, and nothing else', async () => {
    const { access_token } = await connect('tickets:read users:read');
    expect((await as(access_token, '/api/v2/tickets/1001.json')).status).toBe(200);
    expect((await as(access_token, '/api/v2/organizations/800010.json')).status).toBe(403);
    expect((await as(access_token, '/api/v2/webhooks', 'POST')).json).toMatchObject({
      description: 'You are missing the following required scopes: write or webhooks:write',
    });
  });

  it('reach no webhooks where an agent, not an admin, said yes', async () => {
    const agent = await connect('webhooks:read', 7001);
    const admin = await connect('webhooks:read');
    expect((await as(agent.access_token, '/api/v2/webhooks')).status).toBe(403);
    expect((await as(admin.access_token, '/api/v2/webhooks')).status).toBe(200);
  });

  it('can be given back', async () => {
    const { access_token, refresh_token } = await connect('tickets:read');
    expect((await as(access_token, '/api/v2/oauth/tokens/current.json', 'DELETE')).status).toBe(204);
    expect((await as(access_token, '/api/v2/tickets/1001.json')).status).toBe(401);
    expect((await tokens({ grant_type: 'refresh_token', refresh_token })).json).toMatchObject({
      error: 'invalid_grant',
    });
  });
});

it('the token endpoint is broken by the helpdesk’s faults and counted like any call', async () => {
  world.calls.clear();
  world.faults.set('helpdesk', { kind: '5xx', status: 503 });
  expect((await exchange('x')).status).toBe(503);
  expect(world.calls.counts().systems.helpdesk?.paths).toEqual({ '/oauth/tokens': 1 });
});

it('tokens live as long as the world is told', async () => {
  const short = await startWorld({ customers: 1, apiUrl: 'http://127.0.0.1:4999', accessTokenLifeMs: 60_000 });
  try {
    const url = asked().replace(world.urls.zendesk, short.urls.zendesk);
    const { location } = await allow(url);
    const body = {
      ...{ grant_type: 'authorization_code', code: location?.searchParams.get('code'), redirect_uri: redirectUri },
      ...{ client_id: short.credentials.zendesk.clientId, client_secret: short.credentials.zendesk.clientSecret },
      code_verifier: verifier,
    };
    expect((await call(short, 'zendesk', '/oauth/tokens', { body })).json).toMatchObject({ expires_in: 60 });
  } finally {
    await short.stop();
  }
});
