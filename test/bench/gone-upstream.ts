import { type Product, startProduct } from '../flow/start-product.ts';
import type { System } from '../world/systems.ts';
import { median } from './load.ts';
import { atMost, type Row } from './row.ts';

const ROUNDS = 9;
const UNTIL_OPEN = 8;
/** Each system, and the cards that are broken without it. */
const brokenWithout: Readonly<Record<'billing' | 'telemetry' | 'issues', readonly string[]>> = {
  billing: ['plan', 'payment'],
  telemetry: ['usage'],
  issues: ['issues'],
};

/** Once it is known that a system is gone, nobody waits for it: its cards come with the first ones there are. */
export async function goneUpstream(): Promise<Row[]> {
  const vendorMs = 40;
  const product = await startProduct({
    isAsShipped: true,
    world: {
      customers: 0,
      latency: {
        zendesk: 5,
        hubspot: vendorMs,
        stripe: vendorMs,
        posthog: vendorMs,
        jira: vendorMs,
        statuspage: vendorMs,
      },
    },
    changeMap: (map) => ({
      ...map,
      systems: Object.fromEntries(
        Object.entries(map.systems).map(([id, spec]) => {
          const breaker = { ...spec.budget.breaker, openMs: 30_000, maxOpenMs: 60_000 };
          const budget = { ...spec.budget, freshMs: 0, staleWhileRevalidateMs: 0, timeoutMs: 300, breaker };
          const reads = Object.entries(spec.reads).map(([name, read]) => [name, { ...read, budget: {} }]);
          return [id, { ...spec, budget, reads: Object.fromEntries(reads) }];
        }),
      ),
    }),
  });
  try {
    const token = await product.session();
    for (let i = 0; i < 30; i++) await product.stream(token, { ticketId: '1001' });
    let worst = Number.NEGATIVE_INFINITY;
    let where = '';
    for (const [system, cards] of Object.entries(brokenWithout) as [System, readonly string[]][]) {
      product.world.faults.set(system, { kind: 'hang' });
      for (let i = 0; i < UNTIL_OPEN; i++) await product.stream(token, { ticketId: '1001' });
      const later: number[] = [];
      for (let round = 0; round < ROUNDS; round++) later.push(await behindTheFirst(product, token, cards));
      product.world.faults.clear();
      if (median(later) > worst) [worst, where] = [median(later), system];
    }
    return [
      atMost(
        'one system gone, breaker open: its cards, fallback and all, after the first card by',
        worst,
        5,
        'ms',
        `worst of three systems: ${where}; a vendor takes ${vendorMs} ms; medians of ${ROUNDS}`,
      ),
    ];
  } finally {
    await product.stop();
  }
}

async function behindTheFirst(product: Product, token: string, cards: readonly string[]): Promise<number> {
  const { events, atMs } = await product.stream(token, { ticketId: '1001' });
  const first = atMs[events.findIndex((event) => event.type === 'card')] ?? Number.NaN;
  const said = cards.map((id) =>
    events.findIndex(
      (event) =>
        event.type === 'card' &&
        event.card.id === id &&
        event.card.fields.some((field) => 'fallback' in field && field.fallback !== undefined),
    ),
  );
  return Math.max(...said.map((at) => atMs[at] ?? Number.POSITIVE_INFINITY)) - first;
}
