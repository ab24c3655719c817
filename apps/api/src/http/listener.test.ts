import { Agent, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createListener, type Listener } from './listener.ts';

let listener: Listener;
let waiting: ServerResponse[] = [];
let port = 0;
const agent = new Agent({ keepAlive: true });

async function start(drainMs: number, longestAnswerMs = 5000): Promise<void> {
  waiting = [];
  const handle = (req: IncomingMessage, res: ServerResponse) => {
    if (req.url === '/now') return void res.end('now');
    res.write('begun');
    waiting.push(res);
  };
  listener = createListener({ drainMs, longestAnswerMs: () => longestAnswerMs });
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
