import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Product, startProduct } from './start-product.ts';

/** What a contract is worth is for leads alone; everybody else may have it shown, for a reason. */
function forLeadsAlone(map: IntegrationMap): IntegrationMap {
  const { billing } = map.systems;
  const worth = billing?.fields['plan.worth'];
  if (!billing || !worth) throw new Error('the demo map says what a contract is worth');
  const fields = {
    ...billing.fields,
    'plan.worth': { ...worth, roles: ['lead' as const], reveal: ['agent' as const, 'admin' as const] },
  };
  return { ...map, systems: { ...map.systems, billing: { ...billing, fields } } };
}

let product: Product;
beforeAll(async () => {
  product = await startProduct({ changeMap: forLeadsAlone });
});
afterAll(() => product.stop());

const previewed = async (as: string) => {
  const answer = await product.post('/v1/setup/preview', await product.session('admin'), { as, ticketId: '1001' });
  return answer.text();
};

it('shows an admin no value that is masked for them, however a lead sees it', async () => {
  const { plan } = product.world.tickets[0]!.truth;
  if (plan === null || typeof plan === 'string') throw new Error('the first sample has a plan');
  const lead = await product.whole(await product.session('lead'), { ticketId: '1001' });
  expect(JSON.stringify(lead.cards)).toContain(plan.worth.amount);
  for (const as of ['lead', 'agent', 'restricted']) {
    const text = await previewed(as);
    expect(JSON.parse(text).kind).toBe('shown');
    expect(text).not.toContain(plan.worth.amount);
  }
  // What is masked for both is there as they see it.
  expect(await previewed('agent')).toContain('plan.worth');
});
