import { afterAll, beforeAll, expect, it } from 'vitest';
import { readStatus, type StatusReader } from './read-status.ts';
import { type Product, startProduct } from './start-product.ts';

let product: Product;
let status: StatusReader;
let agent: string;
beforeAll(async () => {
  product = await startProduct({
    pace: { quietMs: 300, suspectMs: 300, canaryEveryMs: 1000 },
    // Longer than it takes to be sure that it is over.
    changeMap: ({ systems: { billing, ...systems }, ...map }) => ({
      ...map,
      systems: { ...systems, billing: { ...billing!, budget: { ...billing!.budget, freshMs: 300_000 } } },
    }),
  });
  agent = await product.session('agent');
  status = await readStatus(product, await product.session('lead'));
});
afterAll(async () => {
  status.close();
  await product.stop();
});
const payment = async (body: object) => {
  const { cards } = await product.whole(agent, body);
  return cards.flatMap(({ fields }) => fields).find(({ id }) => id === 'payment.status');
};

it('what was remembered of a system that lied is not shown as right once it is over', async () => {
  const { ticketId, bundle } = product.world.tickets.find((one) => one.key === 'healthy_enterprise')!;
  const requesterId = String(bundle.tickets[0]!.requesterId);
  product.world.faults.set('billing', { kind: 'lying' });
  // For a new ticket: nothing that was shown there is checked afterwards.
  expect(await payment({ requesterId })).toMatchObject({ value: { code: expect.not.stringMatching(/^paid$/) } });
  await status.until((s) => s.incidents.length > 0, 20_000);
  product.world.faults.clear();
  await status.until((s) => s.incidents.length === 0, 30_000);
  expect(await payment({ ticketId: String(ticketId) })).toMatchObject({ value: { code: 'paid' } });
}, 90_000);
