import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createHttpClient } from './axios-client.ts';
import { guardedConnect } from './guarded-connect.ts';

let folder: string;
let server: Server | undefined;
let asked = 0;
const known = getCACertificates('default');
const certificates = new Map<string, { readonly key: string; readonly cert: string }>();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sidelight-tls-'));
  for (const name of ['localhost', 'other.example']) {
    const [key, cert] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)];
    const of = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`, '-days', '2', '-nodes'];
    const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-keyout', key, '-out', cert];
    execFileSync('openssl', ['req', '-x509', ...of, ...made], { stdio: 'ignore' });
    certificates.set(name, { key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') });
  }
});
afterEach(() => {
  server?.close();
  setDefaultCACertificates(known);
});
afterAll(() => rm(folder, { recursive: true }));

/** What comes of asking a vendor whose certificate is of `name`, by the connector that admins' addresses go through. */
async function ask(name: string, { isTrusted = true, ...options }: ServerOptions & { isTrusted?: boolean } = {}) {
  const own = certificates.get(name)!;
  asked = 0;
  server = createServer({ ...own, ...options }, (_req, res) => {
    asked += 1;
    res.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  }).listen(0, 'localhost');
  await new Promise((resolve) => server!.once('listening', resolve));
  const host = `localhost:${(server.address() as AddressInfo).port}`;
  if (isTrusted) setDefaultCACertificates([...known, own.cert]);
  const http = createHttpClient({
    ...{ baseUrl: new URL(`https://${host}`), headers: {}, now: Date.now },
    connect: guardedConnect([host]),
  });
  try {
    return (await http.send({ path: '/secret' }, AbortSignal.timeout(3000))).status;
  } catch (error) {
    return error instanceof Error && 'reason' in error ? error.reason : String(error);
  } finally {
    await http.close();
  }
}

it('a vendor that shows a certificate of its own name, from somebody who is trusted, is asked', async () => {
  expect(await ask('localhost')).toBe(200);
});

it.each<[string, string, ServerOptions & { isTrusted?: boolean }]>([
  ['a certificate that nobody vouches for', 'localhost', { isTrusted: false }],
  ['a certificate of another name', 'other.example', {}],
  ['no TLS of today', 'localhost', { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' }],
])('whoever shows %s is told nothing', async (_, name, options) => {
  expect(await ask(name, options)).toBe('unreachable');
  expect(asked).toBe(0);
});
