import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Product, startProduct } from './start-product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
}, 120_000);
afterAll(() => product.stop());

it('many pages that nobody looks at leave an agent their streams; hundreds of streams are refused', async () => {
  const token = await product.session('agent');
  const stop = new AbortController();
  const ask = async (isAside: boolean): Promise<number> => {
    const { status, body } = await fetch(`${product.url}/v1/status/stream`, {
      ...{ method: 'POST', signal: stop.signal, body: JSON.stringify(isAside ? { isAside } : {}) },
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    });
    if (isAside) await body?.cancel();
    return status;
  };
  // A dozen tickets that are left and come back to, within the time in which each counts as open.
  for (let i = 0; i < 60; i++) expect(await ask(true)).toBe(200);
  for (let i = 0; i < 40; i++) expect(await ask(false)).toBe(200);
  expect(await ask(false)).toBe(429);
  expect(await ask(true)).toBe(200);
  stop.abort();
  await expect.poll(() => fetchAgain(token)).toBe(200);
});

async function fetchAgain(token: string): Promise<number> {
  const stop = new AbortController();
  const { status } = await fetch(`${product.url}/v1/status/stream`, {
    ...{ method: 'POST', signal: stop.signal, body: '{}' },
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  });
  stop.abort();
  return status;
}
