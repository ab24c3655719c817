import { lastCards } from '../flow/read-fields.ts';
import { type Product, startProduct } from '../flow/start-product.ts';
import type { System } from '../world/systems.ts';
import { median } from './load.ts';
import { atMost, type Row } from './row.ts';

const ROUNDS = 9;
/** Each system, and the cards that do without it. */
const healthyWithout: Readonly<Record<'crm' | 'billing' | 'telemetry' | 'issues', readonly string[]>> = {
  crm: ['plan', 'payment', 'issues', 'usage'],
  billing: ['identity', 'issues', 'usage'],
  telemetry: ['identity', 'plan', 'payment', 'issues'],
  issues: ['identity', 'plan', 'payment', 'usage'],
};

/** How much later the healthy cards are complete when one system hangs. Everything is asked anew each time. */
export async function deadUpstream(): Promise<Row[]> {
  const forget = { freshMs: 0, staleWhileRevalidateMs: 0, nobodyMs: 0 };
  const product = await startProduct({
    isAsShipped: true,
    world: { customers: 0, latency: { zendesk: 40, hubspot: 40, stripe: 40, posthog: 40, jira: 40, statuspage: 40 } },
    changeMap: (map) => ({
      ...map,
      systems: Object.fromEntries(
        Object.entries(map.systems).map(([id, spec]) => {
          // Never opens: the question is what a hanging call costs the others, not what a known outage does.
          const breaker = { ...spec.budget.breaker, consecutive: 1000, minimum: 1000 };
          return [
            id,
            {
              ...spec,
              budget: { ...spec.budget, ...forget, timeoutMs: 300, breaker },
              reads: withoutOverrides(spec.reads),
            },
          ];
        }),
      ),
    }),
  });
  try {
    const token = await product.session();
    for (let i = 0; i < 30; i++) await product.stream(token, { ticketId: '1001' });
    let worst = Number.NEGATIVE_INFINITY;
    let where = '';
    for (const [system, cards] of Object.entries(healthyWithout) as [System, readonly string[]][]) {
      const later: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const healthy = await completion(product, token, cards);
        product.world.faults.set(system, { kind: 'hang' });
        const broken = await completion(product, token, cards);
        product.world.faults.clear();
        later.push(broken - healthy);
      }
      if (median(later) > worst) [worst, where] = [median(later), system];
    }
    return [
      atMost(
        'one system hangs: healthy cards later by',
        worst,
        5,
        'ms',
        `worst of four systems: ${where}; medians of ${ROUNDS} pairs`,
      ),
    ];
  } finally {
    await product.stop();
  }
}

const withoutOverrides = <R extends { budget: object }>(reads: Record<string, R>): Record<string, R> =>
  Object.fromEntries(Object.entries(reads).map(([id, read]) => [id, { ...read, budget: {} }]));

/** When the last of these cards had its last word. */
async function completion(product: Product, token: string, cards: readonly string[]): Promise<number> {
  const sample = product.world.tickets[0]!.bundle.tickets[0]!;
  const hints = { requesterId: String(sample.requesterId), organizationId: String(sample.organizationId) };
  const { events, atMs } = await product.stream(token, { ticketId: '1001', hints });
  const last = lastCards(events);
  return Math.max(...cards.map((id) => atMs[events.findIndex((e) => e.type === 'card' && e.card === last.get(id))]!));
}
