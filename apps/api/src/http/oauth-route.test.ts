import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, expect, it } from 'vitest';
import { type OauthRouteDeps, oauthRoute } from './oauth-route.ts';

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** What came to the vendor's part, beside the address it is reached at. */
async function start(isSecure: boolean) {
  const seen: (readonly string[])[] = [];
  const vendors: OauthRouteDeps['vendors'] = {
    begin: () => ({ url: 'https://vendor.example/authorize', mark: 'abc' }),
    async finish(_sentBack, marks) {
      seen.push(marks);
      return { kind: 'connected' };
    },
    isSecure,
  };
  const server = createServer(express().use('/oauth', oauthRoute({ connect: undefined, agents: undefined, vendors })));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // It listens on a port of its own, so there is an address.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/oauth`;
  const go = (path: string, cookie = '') => fetch(url + path, { redirect: 'manual', headers: { cookie } });
  return { seen, go };
}

it('marks a browser by a cookie that no other host can set, and no script reads', async () => {
  const { go } = await start(true);
  const answer = await go('/begin?state=s');
  expect(answer.headers.get('location')).toBe('https://vendor.example/authorize');
  expect(answer.headers.get('cross-origin-opener-policy'), 'it can be closed again').toBe('unsafe-none');
  const [set = ''] = answer.headers.getSetCookie();
  expect(set).toMatch(/^__Host-sidelight-consent-abc=1; Max-Age=600; Path=\/;/);
  for (const word of ['HttpOnly', 'Secure', 'SameSite=Lax']) expect(set).toContain(word);
});

it('reads its own marks alone, and takes them away once they were used', async () => {
  const { go, seen } = await start(true);
  const kept = '__Host-sidelight-consent-abc=1; sidelight-consent-planted=1; other=2';
  const answer = await go('/callback?state=s&code=c', kept);
  expect(seen).toEqual([['abc']]);
  expect(answer.headers.getSetCookie().join()).toMatch(/__Host-sidelight-consent-abc=; .*Expires=Thu, 01 Jan 1970/);
});

it('goes without what only https has where the server is reached without it', async () => {
  const { go } = await start(false);
  const [set = ''] = (await go('/begin?state=s')).headers.getSetCookie();
  expect(set).toMatch(/^sidelight-consent-abc=1;/);
  expect(set).not.toContain('Secure');
});
