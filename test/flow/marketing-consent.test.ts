import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Product, startProduct } from './start-product.ts';

let product: Product;
let token: string;
/** What agents say while billing does not answer is advertising. */
const changeMap = (map: IntegrationMap): IntegrationMap => {
  const billing = map.systems.billing!;
  const fallbacks = Object.entries(billing.fallbacks).map(([id, fallback]) => [id, { ...fallback, marketing: true }]);
  return { ...map, systems: { ...map.systems, billing: { ...billing, fallbacks: Object.fromEntries(fallbacks) } } };
};
beforeAll(async () => {
  product = await startProduct({ changeMap });
  token = await product.session();
  product.world.faults.set('billing', { kind: '5xx' });
});
afterAll(() => product.stop());

async function open(key: string) {
  const ticket = product.world.tickets.find((sample) => sample.key === key)!;
  const { cards } = await product.whole(token, { ticketId: String(ticket.ticketId) });
  const fields = cards.flatMap((card) => card.fields);
  const field = (id: string) => fields.find((one) => one.id === id);
  const status = field('payment.status');
  const sentence = status && 'fallback' in status ? status.fallback?.sentence : undefined;
  return { line: field('customer.marketing'), isOffered: sentence !== undefined };
}
const said = (line: Awaited<ReturnType<typeof open>>['line']) =>
  line && 'value' in line && line.value.kind === 'code' ? line.value.label : line?.state;

it.each([
  ['healthy_enterprise', 'Agreed (HubSpot)', true],
  ['past_due', 'Unsubscribed (HubSpot)', false],
  // Both flags are set: the stricter counts.
  ['suspended', 'Unsubscribed (HubSpot)', false],
  ['trialing', 'Not a marketing contact (HubSpot)', false],
  // Nobody has said anything.
  ['paused', 'absent', false],
])('%s: %s; advertising offered: %s', async (key, line, isOffered) => {
  const opened = await open(key);
  expect([said(opened.line), opened.isOffered]).toEqual([line, isOffered]);
});

it('says since when, and both where the flags differ', async () => {
  const { line } = await open('suspended');
  if (line?.state !== 'ok') throw new Error('it is known');
  expect(line.value).toHaveProperty('since');
  expect(line.receipt.why).toEqual([expect.stringContaining('The CRM holds both')]);
});

it('offers nothing any more once the CRM does not answer, whatever it said before', async () => {
  product.world.faults.set('crm', { kind: '5xx' });
  const { cards } = await product.whole(token, { ticketId: '1001', refresh: 'identity' });
  const fields = cards.flatMap((card) => card.fields);
  const known = fields.find(({ id }) => id === 'customer.marketing');
  expect(known?.state).not.toBe('ok');
  const status = fields.find(({ id }) => id === 'payment.status');
  expect(status && 'fallback' in status ? status.fallback?.sentence : undefined).toBeUndefined();
});
