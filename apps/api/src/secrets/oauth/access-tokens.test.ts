import { expect, it } from 'vitest';
import { requireTenant } from '../../tenants/tenant-id.ts';
import { Secret } from '../secret.ts';
import { createOAuthTokens } from './access-tokens.ts';
import { keep } from './tokens.ts';

it('tokens of the last thousand who asked are in memory; of anybody else they are read again', async () => {
  let reads = 0;
  const value = keep({
    accessToken: new Secret('token'),
    refreshToken: undefined,
    expiresAtMs: undefined,
    isRefused: false,
  });
  const tokens = createOAuthTokens({
    store: {
      async read() {
        reads++;
        return { kind: 'found', value, version: 1, expiresAt: undefined };
      },
      put: () => Promise.reject(new Error('not asked')),
      putAmong: () => Promise.reject(new Error('not asked')),
      remove: () => Promise.reject(new Error('not asked')),
    },
    lease: { take: async () => true, release: async () => {}, holdAll: async () => [] },
    refresh: async () => ({ kind: 'failed', reason: 'timeout', retryAfterMs: undefined }),
    process: 'p',
    now: () => 0,
    steadyNow: () => 0,
  });
  const ask = (n: number) => tokens.accessToken(requireTenant('acme'), `agent-${n}`, new AbortController().signal);
  for (let n = 0; n < 1500; n++) expect((await ask(n)).kind).toBe('live');
  await ask(1499);
  expect(reads).toBe(1500);
  await ask(0);
  expect(reads).toBe(1501);
});
