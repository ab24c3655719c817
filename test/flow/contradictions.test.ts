import type { ContextAnswer } from '@sidelight/shared/context/event.ts';
import { contradictionsIn } from '@sidelight/shared/map/contradiction.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Product, startProduct } from './start-product.ts';

let product: Product;
let token: string;
let map: IntegrationMap;
beforeAll(async () => {
  product = await startProduct({
    changeMap(shipped) {
      map = shipped;
      return shipped;
    },
  });
  // Sees every field there is.
  token = await product.session('lead');
}, 60_000);
afterAll(() => product.stop());

/** What contradicts itself on one screen, in words. */
function oddities({ cards, health }: ContextAnswer): readonly string[] {
  const fields = new Map(cards.flatMap((card) => card.fields.map((field) => [field.id, field] as const)));
  const topics = [...fields.values()].flatMap((field) =>
    'value' in field && field.value.kind === 'issues' ? field.value.items.map(({ matched }) => matched) : [],
  );
  const isTwice = (names: readonly string[]) => new Set(names.map((name) => name.toLowerCase())).size < names.length;
  const silent = health.filter(({ state }) => state === 'down' || state === 'locked_out').map(({ system }) => system);
  return [
    ...contradictionsIn(map.contradictions, fields).map(({ because }) => because),
    ...topics.filter(isTwice).map((names) => `a topic twice: ${names.join(', ')}`),
    ...cards.flatMap(({ id, sources }) =>
      sources
        .filter(({ system, state, readAt }) => silent.includes(system) && state === 'ok' && readAt)
        .map(({ system }) => `${system} does not answer, and ${id} was read just now`),
    ),
  ];
}

async function contradicted(): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { ticketId, key } of product.world.tickets) {
    const answer = await product.whole(token, { ticketId: String(ticketId) });
    found.push(...oddities(answer).map((oddity) => `${key}: ${oddity}`));
  }
  return found;
}

describe('no card contradicts itself', () => {
  it('while every system answers', async () => {
    expect(map.contradictions.length).toBeGreaterThan(5);
    expect(await contradicted()).toEqual([]);
  });

  it.each(['billing', 'crm', 'telemetry', 'issues'] as const)('while %s does not answer', async (system) => {
    product.world.faults.set(system, { kind: 'reset' });
    try {
      expect(await contradicted()).toEqual([]);
    } finally {
      product.world.faults.clear();
    }
  });
});
