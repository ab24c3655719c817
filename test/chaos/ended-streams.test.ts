import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Product, startProduct } from '../flow/start-product.ts';
import { heapBytes } from './heap.ts';

const AT_ONCE = 20;
const STREAMS = 1000;
const MAX_GROWTH_MB = 2;

let database: OpenDatabase;
let product: Product;
beforeAll(async () => {
  database = await openDatabase({ inMemory: true });
  product = await startProduct({ database, env: { RATE_LIMIT_PERCENT: '1000' } });
});
afterAll(async () => {
  await product.stop();
  await database.close();
});

/** Each of another person, on another ticket, read and left. In megabytes, once the server has seen them go. */
async function afterStreams(from: number): Promise<number> {
  for (let n = from; n < from + STREAMS; n += AT_ONCE) {
    const leaving = new AbortController();
    const streams = Array.from({ length: AT_ONCE }, async (_, i) => {
      const { body } = await fetch(`${product.url}/v1/status/stream`, {
        ...{ method: 'POST', signal: leaving.signal, body: JSON.stringify({ ticketId: String(n + i + 1) }) },
        headers: {
          authorization: `Bearer ${await product.sessionFor(String(800_000 + n + i))}`,
          'content-type': 'application/json',
        },
      });
      const { value } = await body!.getReader().read();
      expect(new TextDecoder().decode(value)).toContain('"type":"status"');
    });
    await Promise.all(streams);
    leaving.abort();
  }
  product.world.calls.clear();
  product.logLines.length = 0;
  // Who has left is told to the store at the next tick, and forgotten.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const megabytes = (await heapBytes()) / 2 ** 20;
  if (process.env.SHOW_HEAP) process.stdout.write(`after ${from + STREAMS} streams: ${megabytes.toFixed(1)} MB\n`);
  return megabytes;
}

it('two thousand streams that have ended leave no more in memory than one thousand', async () => {
  const first = await afterStreams(0);
  expect((await afterStreams(STREAMS)) - first).toBeLessThan(MAX_GROWTH_MB);
});
