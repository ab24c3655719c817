import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttpClient } from '@sidelight/api/connectors/http/axios-client.ts';
import { healthy, step } from '@sidelight/api/health/health-state-machine.ts';
import { credentialOf } from '@sidelight/api/secrets/credential.ts';
import type { WrappingKeys } from '@sidelight/api/secrets/key-wrapper.ts';
import { createLocalKey, parseKey } from '@sidelight/api/secrets/local-key.ts';
import { Secret } from '@sidelight/api/secrets/secret.ts';
import { createSecretStore } from '@sidelight/api/secrets/secret-store.ts';
import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import { createSecretRows } from '@sidelight/api/store/secrets.ts';
import { tenantId } from '@sidelight/api/tenants/tenant-id.ts';
import type { Reason } from '@sidelight/shared/failure/reason.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const acme = tenantId('acme')!;
const billing = { system: 'billing', name: 'api-key' };
const never = new AbortController().signal;
const newKeys = (): WrappingKeys => ({
  current: createLocalKey(parseKey(randomBytes(32).toString('base64'))!),
  previous: undefined,
});

describe('a connector whose credential is stored', () => {
  const seen: string[] = [];
  const server = createServer((req, res) => {
    seen.push(
      `${req.method} ${req.headers.authorization} ${req.headers['content-type'] ?? '-'} ${req.headers['x-version']}`,
    );
    res.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  const keys = newKeys();
  let opened: OpenDatabase;
  let baseUrl: URL;
  beforeAll(async () => {
    opened = await openDatabase({ inMemory: true });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    // It listens on a port of its own, so there is an address.
    baseUrl = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
    await opened.close();
  });

  const storeWith = (wrapping: WrappingKeys) =>
    createSecretStore({ rows: createSecretRows(opened.db), keys: wrapping, now: Date.now });
  async function call(wrapping: WrappingKeys): Promise<Reason | 'ok'> {
    const credential = async () => credentialOf(await storeWith(wrapping).read(acme, billing, never));
    const client = createHttpClient({
      ...{ baseUrl, headers: { 'x-version': '3' }, now: Date.now },
      authorize: async () => ({ authorization: `Bearer ${(await credential()).reveal()}` }),
    });
    try {
      await client.send({ path: '/a' }, never);
      await client.send({ method: 'POST', path: '/b', body: { a: 1 } }, never);
      return 'ok';
    } catch (error) {
      expect(error).toMatchObject({ name: 'UpstreamError' });
      return (error as { reason: Reason }).reason;
    } finally {
      await client.close();
    }
  }

  it('sends it with every request, the new one as soon as there is one', async () => {
    expect(await call(keys)).toBe('not_configured');
    expect(seen).toEqual([]);
    for (const text of ['first', 'second']) {
      await storeWith(keys).put(acme, billing, new Secret(text), { by: '42' }, never);
      expect(await call(keys)).toBe('ok');
    }
    expect(seen).toEqual([
      'GET Bearer first - 3',
      'POST Bearer first application/json 3',
      'GET Bearer second - 3',
      'POST Bearer second application/json 3',
    ]);
  });

  it('is locked out when it cannot be deciphered, and calls nobody', async () => {
    seen.length = 0;
    const reason = await call(newKeys());
    expect(reason).toBe('credential');
    expect(seen).toEqual([]);
    const signal = { process: 'p', seq: 1, system: 'billing', connector: 'stripe', atMs: 1, source: 'calls' } as const;
    const failed = { ...signal, ok: 0, failed: 1, tail: 1, reason: 'credential', holdMs: undefined } as const;
    expect(step(healthy(0), failed)).toMatchObject({ state: 'locked_out', reason: 'credential' });
  });
});

describe('a credential that cannot be had', () => {
  it.each([
    [{ kind: 'absent' }, 'not_configured'],
    [{ kind: 'not_connected' }, 'not_configured'],
    [{ kind: 'undecipherable' }, 'credential'],
    [{ kind: 'reconnect_needed' }, 'credential'],
    [{ kind: 'unavailable', reason: 'timeout' }, 'timeout'],
  ] as const)('%o fails the call: %s', (answer, reason) => {
    expect(() => credentialOf(answer)).toThrow(expect.objectContaining({ name: 'UpstreamError', reason }));
  });
});
