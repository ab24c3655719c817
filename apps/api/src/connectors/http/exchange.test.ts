import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UpstreamError } from '../upstream-error.ts';
import { exchange } from './exchange.ts';

let server: Server;
let origin: string;
let respond: (res: ServerResponse) => void;
let asked = 0;
const dispatcher = new Agent();
const never = new AbortController().signal;

beforeAll(async () => {
  server = createServer((req, res) => {
    asked++;
    req.resume();
    respond(res);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A TCP server that listens has an address with a port.
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await dispatcher.destroy();
  server.closeAllConnections();
  server.close();
});

const ask = (signal: AbortSignal = never) => exchange(dispatcher, { origin, path: '/', method: 'GET' }, signal);

describe('exchange', () => {
  it('collects an answer from all its pieces, without the mark some put before it', async () => {
    respond = (res) => {
      res.writeHead(201, { 'X-Kind': 'a', 'content-type': 'application/json' });
      res.write(Buffer.from([0xef, 0xbb]));
      setTimeout(() => res.end(Buffer.concat([Buffer.from([0xbf]), Buffer.from('{"name":"Zoë"}')])), 10);
    };
    expect(await ask()).toMatchObject({ status: 201, headers: { 'x-kind': 'a' }, text: '{"name":"Zoë"}' });
  });

  it('takes what comes before the answer for no answer', async () => {
    respond = (res) => {
      res.writeEarlyHints({ link: '</x>; rel=preload' });
      res.end('done');
    };
    expect(await ask()).toMatchObject({ status: 200, text: 'done' });
  });

  it.each<[string, (res: ServerResponse) => void]>([
    ['says that it is', (res) => void res.writeHead(200, { 'content-length': 2_000_000 }).write('x')],
    ['turns out to be', (res) => void res.end('x'.repeat(1_000_001))],
  ])('refuses an answer that %s too long, and closes its socket', async (_, answer) => {
    let isClosed = false;
    respond = (res) => {
      res.socket?.on('close', () => {
        isClosed = true;
      });
      answer(res);
    };
    await expect(ask()).rejects.toMatchObject({ reason: 'bad_answer' });
    await expect.poll(() => isClosed).toBe(true);
  });

  it('ends at once when its signal does, before an answer and in the middle of one', async () => {
    for (const begin of [() => {}, (res: ServerResponse) => void res.write('{"half":')]) {
      respond = begin;
      const stop = new AbortController();
      const error = new UpstreamError('timeout');
      setTimeout(() => stop.abort(error), 30);
      await expect(ask(stop.signal)).rejects.toBe(error);
    }
  });

  it('sends nothing for a signal that has ended', async () => {
    const before = asked;
    await expect(ask(AbortSignal.abort(new UpstreamError('cancelled')))).rejects.toMatchObject({ reason: 'cancelled' });
    expect(asked).toBe(before);
  });

  it('leaves no listener on a signal that outlives it', async () => {
    respond = (res) => void res.end('{}');
    const { signal } = new AbortController();
    let listening = 0;
    const counted: AbortSignal = new Proxy(signal, {
      get(target, name) {
        if (name === 'addEventListener') listening++;
        if (name === 'removeEventListener') listening--;
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    await ask(counted);
    expect(listening).toBe(0);
  });

  it('hands on the error of a connection that breaks', async () => {
    respond = (res) => void res.socket?.destroy();
    await expect(ask()).rejects.toMatchObject({ code: expect.stringMatching(/^(UND_ERR_SOCKET|ECONNRESET)$/) });
  });
});
