import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { posthogLimits } from '../world/vendors/posthog-limits.ts';
import { type Product, startProduct } from './start-product.ts';

let database: OpenDatabase;
let product: Product;
beforeAll(async () => {
  database = await openDatabase({ inMemory: true });
  // Longer than a card waits (1.5 s), much less than the vendor keeps a query in its queue.
  product = await startProduct({ database, world: { posthog: { limits: { ...posthogLimits, tookMs: 2500 } } } });
}, 120_000);
afterAll(async () => {
  await product?.stop();
  await database?.close();
});

const asked = () => product.world.calls.list().filter(({ vendor }) => vendor === 'posthog').length;

it('what a vendor answers too late for one opening is there for the next, and is asked once', async () => {
  const token = await product.session('agent');
  const usage = async () => {
    const { cards } = await product.whole(token, { ticketId: '1001' });
    return cards.find(({ id }) => id === 'usage')?.fields.map(({ state }) => state);
  };
  product.world.calls.clear();
  expect(new Set(await usage())).toEqual(new Set(['failed']));
  // While it is under way nobody asks the same again.
  await usage();
  expect(asked()).toBe(2);
  await expect.poll(usage, { timeout: 8000, interval: 300 }).toEqual(['ok', 'ok', 'ok', 'ok']);
  expect(asked()).toBe(2);
});
