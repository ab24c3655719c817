import { MOST_STREAMS_A_PAGE } from '@sidelight/api/access/limits.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Product, startProduct } from './start-product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
}, 120_000);
afterAll(() => product.stop());

const start = (token: string, isAside: boolean, signal: AbortSignal) =>
  fetch(`${product.url}/v1/status/stream`, {
    ...{ method: 'POST', signal, body: JSON.stringify(isAside ? { isAside } : {}) },
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  });

it('many pages that nobody looks at leave an agent their streams; hundreds of streams are refused', async () => {
  let stop = new AbortController();
  const ask = async (isAside: boolean): Promise<number> => {
    const { status, body } = await start(await product.sessionFor('7001'), isAside, stop.signal);
    if (isAside) await body?.cancel();
    return status;
  };
  // A dozen tickets that are left and come back to, within the time in which each counts as open.
  for (let i = 0; i < 60; i++) expect(await ask(true)).toBe(200);
  for (let i = 0; i < 40; i++) expect(await ask(false)).toBe(200);
  expect(await ask(false)).toBe(429);
  expect(await ask(true)).toBe(200);
  stop.abort();
  stop = new AbortController();
  await expect.poll(() => ask(false), { timeout: 10_000 }).toBe(200);
  stop.abort();
});

it('one page has as many as a page can use', async () => {
  const stop = new AbortController();
  const token = await product.sessionFor('7002');
  const statuses: number[] = [];
  for (let i = 0; i <= MOST_STREAMS_A_PAGE; i++) statuses.push((await start(token, false, stop.signal)).status);
  expect(statuses).toEqual([...Array.from({ length: MOST_STREAMS_A_PAGE }, () => 200), 429]);
  stop.abort();
});
