import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createGrants } from './grants.ts';
import { parseScopes, scopesFor } from './scopes.ts';

const verifier = 'a'.repeat(64);
const challenge = createHash('sha256').update(verifier).digest('base64url');
const asked = { userId: 7005, scopes: ['read'], redirectUri: 'http://x.example/back', challenge };

function clocked() {
  let nowMs = 1_000_000;
  const grants = createGrants(1_800_000, () => nowMs);
  return { grants, passMs: (ms: number) => (nowMs += ms), begin: () => grants.code(asked) };
}

describe('a code', () => {
  it('gives tokens to whoever asked for it, once', () => {
    const { grants, begin } = clocked();
    const code = begin();
    const tokens = grants.exchange(code, asked.redirectUri, verifier);
    expect(tokens).toMatchObject({ scopes: ['read'], ends: { lifeS: 1800 } });
    expect(grants.holder(tokens!.accessToken)).toEqual({ userId: 7005, scopes: ['read'] });
    expect(grants.exchange(code, asked.redirectUri, verifier)).toBeUndefined();
  });

  it.each([
    ['another verifier', asked.redirectUri, 'b'.repeat(64)],
    ['another address', 'http://y.example/back', verifier],
  ])('is lost on %s', (_what, redirectUri, said) => {
    const { grants, begin } = clocked();
    const code = begin();
    expect(grants.exchange(code, redirectUri, said)).toBeUndefined();
    expect(grants.exchange(code, asked.redirectUri, verifier)).toBeUndefined();
  });

  it('is good for two minutes', () => {
    const { grants, passMs, begin } = clocked();
    const [early, late] = [begin(), begin()];
    passMs(119_999);
    expect(grants.exchange(early, asked.redirectUri, verifier)).toBeDefined();
    passMs(1);
    expect(grants.exchange(late, asked.redirectUri, verifier)).toBeUndefined();
  });
});

describe('tokens', () => {
  const issued = () => {
    const clock = clocked();
    return { ...clock, tokens: clock.grants.exchange(clock.begin(), asked.redirectUri, verifier)! };
  };

  it('end with their life', () => {
    const { grants, passMs, tokens } = issued();
    passMs(1_799_999);
    expect(grants.holder(tokens.accessToken)).toBeDefined();
    passMs(1);
    expect(grants.holder(tokens.accessToken)).toBeUndefined();
  });

  it('are both replaced by a renewal', () => {
    const { grants, tokens } = issued();
    const next = grants.refresh(tokens.ends!.refreshToken)!;
    expect(next.accessToken).not.toBe(tokens.accessToken);
    expect(grants.holder(next.accessToken)).toEqual({ userId: 7005, scopes: ['read'] });
    expect(grants.holder(tokens.accessToken)).toBeUndefined();
    expect(grants.refresh(tokens.ends!.refreshToken)).toBeUndefined();
  });

  it('are both gone once revoked', () => {
    const { grants, tokens } = issued();
    grants.revoke(tokens.accessToken);
    expect(grants.holder(tokens.accessToken)).toBeUndefined();
    expect(grants.refresh(tokens.ends!.refreshToken)).toBeUndefined();
  });

  it('cannot be renewed after thirty days', () => {
    const { grants, passMs, tokens } = issued();
    passMs(30 * 86_400_000);
    expect(grants.refresh(tokens.ends!.refreshToken)).toBeUndefined();
  });
});

it('knows which scope a call needs', () => {
  expect(scopesFor('GET', '/api/v2/tickets/1.json')).toEqual(['read', 'tickets:read']);
  expect(scopesFor('POST', '/api/v2/webhooks')).toEqual(['write', 'webhooks:write']);
  expect(scopesFor('DELETE', '/api/v2/oauth/tokens/current.json')).toEqual([]);
  expect(parseScopes('tickets:read  users:read tickets:read')).toEqual(['tickets:read', 'users:read']);
  expect(parseScopes('tickets:eat')).toBeUndefined();
  expect(parseScopes(' ')).toBeUndefined();
});
