import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Product, startProduct } from './start-product.ts';

let product: Product;
let token: string;
beforeAll(async () => {
  product = await startProduct();
  token = product.sessionAs({ tenant: 'acme', role: 'agent' });
}, 120_000);
afterAll(() => product.stop());

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What is answered on one connection to these bytes, each sent as a packet of its own once the one before was answered. */
async function answers(...packets: readonly string[]): Promise<readonly (number | 'closed')[]> {
  const socket = connect(Number(new URL(product.url).port), '127.0.0.1').on('error', () => {});
  let said = '';
  let isClosed = false;
  let heardAt = performance.now();
  socket.on('data', (chunk: Buffer) => {
    said += chunk.toString('latin1');
    heardAt = performance.now();
  });
  socket.on('close', () => {
    isClosed = true;
  });
  for (const packet of packets) {
    socket.write(Buffer.from(packet, 'latin1'));
    const before = said.length;
    const sentAt = performance.now();
    while (!isClosed && said.length === before && performance.now() - sentAt < 1500) await pause(10);
    // Whatever else it sets off.
    heardAt = performance.now();
    while (!isClosed && performance.now() - heardAt < 120) await pause(10);
  }
  socket.destroy();
  const statuses = [...said.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
  return isClosed ? [...statuses, 'closed'] : statuses;
}

const BODY = '{"field":"payment.status"}';
/** What an attacker would have read as a request of its own. */
const NEXT = 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n';
const CHUNKS = `${BODY.length.toString(16)}\r\n${BODY}\r\n0\r\n\r\n`;
const LENGTH = `Content-Length: ${BODY.length}\r\n`;
const CHUNKED = 'Transfer-Encoding: chunked\r\n';
const post = (headers: string, body: string, target = '/v1/owners/tell') =>
  `POST ${target} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\n${headers}\r\n${body}`;
const get = (target: string, headers = 'Host: x\r\n', version = '1.1') =>
  `GET ${target} HTTP/${version}\r\n${headers}\r\n`;
const upgrade = 'Host: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n';

describe('where a request ends, nobody can read in two ways', () => {
  it.each<[string, () => string]>([
    ['a length and chunks', () => post(`Content-Length: 4\r\n${CHUNKED}`, CHUNKS)],
    ['chunks and a length', () => post(`${CHUNKED}Content-Length: 4\r\n`, CHUNKS)],
    ['two lengths', () => post(`${LENGTH}Content-Length: 3\r\n`, BODY)],
    ['one length, twice', () => post(LENGTH + LENGTH, BODY)],
    ['a list of lengths', () => post(`Content-Length: 26, 26\r\n`, BODY)],
    ['a signed length', () => post('Content-Length: +26\r\n', BODY)],
    ['a length in hex', () => post('Content-Length: 0x1a\r\n', BODY)],
    ['a length past 2^64', () => post('Content-Length: 18446744073709551642\r\n', BODY)],
    ['no length', () => post('Content-Length: \r\n', BODY)],
    ['another encoding', () => post('Transfer-Encoding: identity\r\n', CHUNKS)],
    ['an encoding below the chunks', () => post('Transfer-Encoding: gzip, chunked\r\n', CHUNKS)],
    ['an encoding above the chunks', () => post('Transfer-Encoding: chunked, identity\r\n', CHUNKS)],
    ['two encodings, each in a line', () => post(`Transfer-Encoding: identity\r\n${CHUNKED}`, CHUNKS)],
    ['an encoding twice', () => post(CHUNKED + CHUNKED, CHUNKS)],
    ['an encoding after a vertical tab', () => post('Transfer-Encoding:\x0bchunked\r\n', CHUNKS)],
    ['an encoding that goes on in the next line', () => post('Transfer-Encoding:\r\n chunked\r\n', CHUNKS)],
    ['a space before a colon', () => post('Transfer-Encoding : chunked\r\n', CHUNKS)],
    ['a parameter of an encoding', () => post('Transfer-Encoding: chunked;q=1\r\n', CHUNKS)],
    ['chunks in HTTP/1.0', () => post(CHUNKED, CHUNKS).replace('HTTP/1.1', 'HTTP/1.0')],
    ['lines that end in LF alone', () => post(LENGTH, BODY).replaceAll('\r\n', '\n')],
    ['a header after LF alone', () => post(`X: y\n${LENGTH}`, BODY)],
    ['a header after CR alone', () => post(`X: y\r${LENGTH}`, BODY)],
    ['a chunk after LF alone', () => post(CHUNKED, `1a\n${BODY}\n0\n\n`)],
    ['LF in what follows a chunk’s size', () => post(CHUNKED, `1a;a\n${BODY}\r\n0\r\n\r\n`)],
    ['a chunk of more than 2^64', () => post(CHUNKED, `10000000000000001\r\n${BODY}\r\n0\r\n\r\n`)],
    ['a chunk of -1', () => post(CHUNKED, `-1\r\n${BODY}\r\n0\r\n\r\n`)],
    ['a chunk of 0x1a', () => post(CHUNKED, `0x1a\r\n${BODY}\r\n0\r\n\r\n`)],
    ['a chunk that does not end where it says', () => post(CHUNKED, `1a\r\n${BODY}XX0\r\n\r\n`)],
    ['a length after the chunks', () => post(CHUNKED, `1a\r\n${BODY}\r\n0\r\nContent-Length: 5\r\n\r\n`)],
    ['no host', () => get('/healthz', '')],
    ['two hosts', () => get('/healthz', 'Host: x\r\nHost: evil.example\r\n')],
    ['another version', () => get('/healthz', 'Host: x\r\n', '2.0')],
    ['no version', () => 'GET /healthz\r\n\r\n'],
  ])('%s: it is refused, and nothing behind it is read', async (_name, made) => {
    expect(await answers(made() + NEXT, NEXT)).toEqual([400, 'closed']);
  });

  it.each<[string, () => string, readonly (number | 'closed')[]]>([
    ['chunks', () => post(CHUNKED, CHUNKS), [200, 200]],
    ['chunks in other letters', () => post('TRANSFER-ENCODING: ChUnKeD \r\n', CHUNKS), [200, 200]],
    ['words behind a chunk’s size', () => post(CHUNKED, `1a;a="b"\r\n${BODY}\r\n0\r\n\r\n`), [200, 200]],
    [
      'a header with an underscore for a hyphen',
      () => post(`Transfer_Encoding: chunked\r\n${LENGTH}`, BODY),
      [200, 200],
    ],
    ['a body that is too long', () => post('Content-Length: 5000\r\n', 'x'.repeat(5000)), [413, 200]],
    ['a body of nobody', () => post(LENGTH, BODY).replace(/Authorization.*\r\n/, ''), [401, 200]],
    ['a body that is a request', () => post(`Content-Length: ${NEXT.length}\r\n`, NEXT, '/nothing'), [404, 200]],
    [
      'a GET whose body is a request',
      () => get('/nothing', `Host: x\r\nContent-Length: ${NEXT.length}\r\n`) + NEXT,
      [404, 200],
    ],
    ['a HEAD with a body', () => `HEAD /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc`, [200, 200]],
  ])('%s: it is read to its end, and what follows is a request', async (_name, made, expected) => {
    expect(await answers(made() + NEXT)).toEqual(expected);
  });

  it('what is too much for a context is not read at all, nor anything behind it', async () => {
    const long = post('Content-Length: 200000\r\n', 'x'.repeat(200_000), '/v1/context');
    expect(await answers(long + NEXT)).toEqual([413, 'closed']);
  });

  it.each<[string, string]>([
    ['nothing behind it', ''],
    ['a request behind it', NEXT],
    ['half a request behind it', NEXT.slice(0, 10)],
  ])(
    'who wants another protocol is answered in this one, and that is the last on its connection: %s',
    async (_name, more) => {
      expect(await answers(get('/healthz', upgrade) + more, NEXT)).toEqual([200, 'closed']);
    },
  );

  it('nobody is led elsewhere', async () => {
    expect(await answers('CONNECT 127.0.0.1:80 HTTP/1.1\r\nHost: x\r\n\r\n', NEXT)).toEqual(['closed']);
    expect(await answers(`TRACE /healthz HTTP/1.1\r\nHost: x\r\n\r\n`)).toEqual([404]);
  });

  it('what is expected of us and cannot be is refused', async () => {
    expect(await answers(post(`Expect: 200-ok\r\n${LENGTH}`, BODY) + NEXT)).toEqual([417, 'closed']);
  });
});

describe('a method and an address have one spelling', () => {
  it.each([
    'http://evil.example/readyz',
    '//x/readyz',
    '/readyz#x',
    '/readyz;x',
    '/./readyz',
    '/assets/../readyz',
    '/assets/..;/readyz',
    '/assets/..%2freadyz',
    '/assets/..%5creadyz',
    '/\\readyz',
    '/%72eadyz',
    '*',
  ])('%s is none of ours', async (target) => {
    const [status] = await answers(get(target));
    expect([400, 404]).toContain(status);
  });

  it('no header stands for either', async () => {
    const headers = ['X-HTTP-Method-Override: POST', 'X-HTTP-Method: POST', 'X-Method-Override: POST'];
    const asked = `Host: x\r\nAuthorization: Bearer ${token}\r\n${headers.join('\r\n')}\r\n`;
    expect(await answers(get('/v1/owners/tell', asked))).toEqual([404]);
    expect(
      await answers(get('/nothing', 'Host: x\r\nX-Original-URL: /healthz\r\nX-Rewrite-URL: /healthz\r\n')),
    ).toEqual([404]);
  });

  it('nothing of it all was a fault of ours', () => {
    expect(product.logLines.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
  });
});
