import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHttpClient } from './axios-client.ts';
import { guardedConnect, type Resolve } from './guarded-connect.ts';

let server: Server;
let port: number;
let reached: string[];
let answer: { status: number; headers?: Record<string, string> };
beforeAll(async () => {
  server = createServer((req, res) => {
    reached.push(req.url ?? '');
    res.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers }).end('{}');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => void server.close());
beforeEach(() => {
  reached = [];
  answer = { status: 200 };
});

/** What names mean, in this order, each time they are looked up. */
const meaning =
  (...addresses: readonly (readonly string[])[]): Resolve =>
  (_host, _options, done) => {
    const now = addresses.length > 1 ? (addresses as string[][]).shift()! : addresses[0]!;
    done(
      null,
      now.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
async function ask(host: string, resolve: Resolve = meaning(['127.0.0.1']), named: readonly string[] = []) {
  const http = createHttpClient({
    ...{ baseUrl: new URL(`http://${host}`), headers: {}, now: Date.now },
    connect: guardedConnect(named, resolve),
  });
  try {
    return (await http.send({ path: '/secret' }, AbortSignal.timeout(3000))).status;
  } catch (error) {
    return error instanceof Error && 'reason' in error ? `${error.reason}: ${error.message}` : String(error);
  } finally {
    await http.close();
  }
}
const UNREACHABLE = expect.stringMatching(/^unreachable: upstream failed/);

describe('a host that an admin may have typed', () => {
  it.each([
    ['loopback', '127.0.0.1'],
    ['loopback, short', '127.1'],
    ['loopback, one number', '2130706433'],
    ['loopback, in hex', '0x7f000001'],
    ['loopback, in octal', '0177.0.0.1'],
    ['loopback, in full-width digits', '１２７.０.０.１'],
    ['loopback, in circled digits', '①②⑦.⓪.⓪.①'],
    ['loopback with a dot behind', '127.0.0.1.'],
    ['nowhere', '0.0.0.0'],
    ['version 6', '[::1]'],
    ['mapped', '[::ffff:127.0.0.1]'],
    ['mapped in hex', '[::ffff:7f00:1]'],
    ['translated', '[64:ff9b::7f00:1]'],
  ])('is not called where it is %s', async (_, host) => {
    expect(await ask(`${host}:${port}`)).toEqual(UNREACHABLE);
    expect(reached).toEqual([]);
  });

  it.each([
    ['inside', ['127.0.0.1']],
    ['inside, among several', ['127.0.0.1', '::1', '10.0.0.1']],
    ['inside by version 6', ['::1']],
    ['metadata', ['169.254.169.254']],
  ])('is not called where its name leads %s', async (_, addresses) => {
    expect(await ask(`vendor.example:${port}`, meaning(addresses))).toEqual(UNREACHABLE);
    expect(await ask(`localhost:${port}`, meaning(addresses))).toEqual(UNREACHABLE);
    expect(reached).toEqual([]);
  });

  it('is looked at each time it is connected to, whatever its name meant before', async () => {
    // A public address first, as for a check; by the time of the call it means ours.
    const rebinding = meaning(['192.0.2.1', '93.184.216.34'], ['127.0.0.1']);
    await new Promise<void>((resolve) => rebinding('vendor.example', { all: true }, () => resolve()));
    expect(await ask(`vendor.example:${port}`, rebinding)).toEqual(UNREACHABLE);
    expect(reached).toEqual([]);
  });

  it('says the same where nobody is there', async () => {
    const nobody: Resolve = (_host, _options, done) => done(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), []);
    expect(await ask(`vendor.example:${port}`, nobody)).toBe(await ask(`vendor.example:${port}`));
  });
});

it('what an operator has named is called, wherever it is', async () => {
  expect(await ask(`127.0.0.1:${port}`, undefined, [`127.0.0.1:${port}`])).toBe(200);
  expect(await ask(`127.0.0.1:${port}`, undefined, ['127.0.0.1:1'])).toEqual(UNREACHABLE);
  expect(reached).toHaveLength(1);
});

it('no redirect is followed', async () => {
  answer = { status: 302, headers: { location: `http://127.0.0.1:${port}/other` } };
  await ask(`127.0.0.1:${port}`, undefined, [`127.0.0.1:${port}`]);
  expect(reached).toEqual(['/secret']);
});
