import { createHttpClient } from '@sidelight/api/connectors/http/axios-client.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startUpstream, type Upstream } from './upstream.ts';

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.stop());

it.each([
  ['NUL', String.raw`{"name":"North\u0000wind"}`, { name: 'North\ufffdwind' }],
  ['half a character', String.raw`{"name":"\ud83d Northwind"}`, { name: '\ufffd Northwind' }],
  ['a name of a field', String.raw`{"na\u0000me":1}`, { 'na\ufffdme': 1 }],
  [
    'bytes that are no UTF-8',
    Buffer.from('7b2261223a22ed a0 80ff227d'.replaceAll(' ', ''), 'hex'),
    { a: '\ufffd\ufffd\ufffd\ufffd' },
  ],
  ['a whole character', String.raw`{"name":"\ud83d\ude00"}`, { name: '😀' }],
])('%s in a vendor’s answer never comes further than the client', async (_, body, read) => {
  upstream.behave((_call, res) => void res.writeHead(200, { 'content-type': 'application/json' }).end(body));
  const client = createHttpClient({ baseUrl: upstream.url, headers: {}, now: Date.now });
  try {
    const { json } = await client.send({ path: '/' }, AbortSignal.timeout(10_000));
    expect(json).toEqual(read);
    expect(JSON.stringify(json).isWellFormed()).toBe(true);
  } finally {
    await client.close();
  }
});
