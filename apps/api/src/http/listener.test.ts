import { Agent, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createListener, type Listener } from './listener.ts';
import { writeOrGiveUp } from './slow-reader.ts';

let listener: Listener;
let waiting: ServerResponse[] = [];
let port = 0;
const agent = new Agent({ keepAlive: true });

async function start(drainMs: number, longestAnswerMs = 5000): Promise<void> {
  waiting = [];
  const handle = (req: IncomingMessage, res: ServerResponse) => {
    if (req.url === '/now') return void res.end('now');
    if (req.url === '/read') return void req.resume().on('end', () => res.end('read'));
    res.write('begun');
    waiting.push(res);
  };
  listener = createListener({ drainMs, longestAnswerMs: () => longestAnswerMs, mostConnections: 100 });
  listener.serve(handle);
  await new Promise<void>((resolve) => listener.server.listen(0, '127.0.0.1', resolve));
  const address = listener.server.address();
  if (typeof address === 'object' && address) port = address.port;
}
afterEach(async () => {
  agent.destroy();
  listener.server.closeAllConnections();
  listener.server.close();
});

const get = (path: string) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, agent }, resolve).on('error', reject).end();
  });
const textOf = async (answer: IncomingMessage) => (await answer.toArray()).join('');

/** What a socket gets for these bytes, and how long it takes. */
async function raw(text: string): Promise<{ said: string; tookMs: number }> {
  const started = performance.now();
  const socket = connect(port, '127.0.0.1');
  socket.write(text);
  let said = '';
  socket.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  await new Promise((resolve) => socket.on('close', resolve).on('error', () => {}));
  return { said, tookMs: performance.now() - started };
}

describe('whoever takes too long, or sends too much before anything is read', () => {
  it.each([
    ['headers that never end', 'GET /now HTTP/1.1\r\nhost: x\r\n', 10_000],
    ['a body that never ends', 'POST /read HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{', 20_000],
  ])(
    'is closed: %s',
    async (_, text, afterMs) => {
      await start(0);
      const { said, tookMs } = await raw(text);
      expect(said).toContain('HTTP/1.1 408');
      expect(tookMs).toBeGreaterThan(afterMs - 1000);
      expect(tookMs).toBeLessThan(afterMs + 9000);
    },
    60_000,
  );

  it.each([
    ['more than 8 kB of headers', `x: ${'a'.repeat(9000)}\r\n`, '431'],
    ['two lengths', 'content-length: 1\r\ncontent-length: 2\r\n', '400'],
    ['a length and chunks', 'content-length: 1\r\ntransfer-encoding: chunked\r\n', '400'],
    ['a broken header', 'x\u0000y: 1\r\n', '400'],
  ])('is refused: %s', async (_, headers, status) => {
    await start(0);
    expect((await raw(`GET /now HTTP/1.1\r\nhost: x\r\n${headers}\r\n`)).said).toContain(`HTTP/1.1 ${status}`);
  });

  it('is not taken where as many are connected as may be', async () => {
    await start(0);
    const sockets = await Promise.all(
      Array.from({ length: 105 }, async () => {
        const socket = connect(port, '127.0.0.1');
        socket.on('error', () => {});
        await new Promise((resolve) => socket.once('connect', resolve));
        return socket;
      }),
    );
    await expect.poll(() => sockets.filter((socket) => socket.closed || socket.readableEnded).length).toBe(5);
    for (const socket of sockets) socket.destroy();
    await expect
      .poll(() =>
        get('/now').then(
          (answer) => answer.statusCode,
          () => undefined,
        ),
      )
      .toBe(200);
  });
});

it('whoever does not read what is written to them is given up', async () => {
  await start(0);
  const answer = await get('/later');
  answer.pause();
  const [res] = waiting;
  const line = 'x'.repeat(64 * 1024);
  let written = 0;
  while (!res!.destroyed && written < 1000) {
    writeOrGiveUp(res!, line);
    written++;
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(res!.destroyed).toBe(true);
  // What the system itself keeps for a socket, and 512 kB of ours.
  expect(written).toBeLessThan(200);
});

describe('a listener that is given up', () => {
  it('serves what still comes while it drains, on connections that end with their answer', async () => {
    await start(300);
    const before = await get('/now');
    expect(before.headers.connection).toBe('keep-alive');
    await textOf(before);
    expect(listener.isDraining()).toBe(false);
    const drained = listener.drain();
    expect(listener.isDraining()).toBe(true);
    const late = await get('/now');
    expect([late.statusCode, late.headers.connection, await textOf(late)]).toEqual([200, 'close', 'now']);
    await drained;
    await listener.closed();
    await expect(get('/now')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('waits for answers that have begun, and for no connection that is only kept', async () => {
    await start(0);
    await textOf(await get('/now'));
    const answer = await get('/later');
    let isClosed = false;
    await listener.drain();
    const closed = listener.closed().then(() => {
      isClosed = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(isClosed).toBe(false);
    waiting[0]?.end(', ended');
    expect(await textOf(answer)).toBe('begun, ended');
    const started = performance.now();
    await closed;
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('cuts what takes longer than any answer may', async () => {
    await start(0, 200);
    const answer = await get('/later');
    await listener.drain();
    const started = performance.now();
    const text = textOf(answer);
    await Promise.all([expect(text).rejects.toMatchObject({ code: 'ECONNRESET' }), listener.closed()]);
    expect(performance.now() - started).toBeLessThan(1500);
  });
});
