import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import type { Hints } from '@sidelight/shared/context/request.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { readStatus, type StatusReader } from '../flow/read-status.ts';
import { type Product, startProduct } from '../flow/start-product.ts';
import { createRandom } from '../world/company/random.ts';
import { vendors } from '../world/systems.ts';
import { type Opening, readOpening } from './read-opening.ts';

/** Everything the map says in seconds, in tenths: a scenario takes two seconds instead of a minute. */
export const pace = { quietMs: 250, suspectMs: 100, downMs: 200, lockedMs: 300, timeoutMs: 400, deadlineMs: 900 };
/** Each vendor's own time. Long enough that a tenth of it can be measured. */
export const VENDOR_MS = 60;
/** How often the canary is read, where it is. */
export const CANARY_MS = 300;

export interface TestbedOptions {
  readonly seed: string;
  /** Generated customers, besides the sample ones. */
  readonly customers?: number;
  /** Without probes only agents' own calls tell how a system is. */
  readonly isProbed?: boolean;
  /** Whether the canary is read, against what the map expects of it. */
  readonly hasCanary?: boolean;
  readonly vendorMs?: number;
  /** How long one read, and one answer, may take. */
  readonly patience?: Patience;
}

type Patience = Pick<typeof pace, 'timeoutMs' | 'deadlineMs'>;

export interface Testbed {
  readonly product: Product;
  readonly status: StatusReader;
  /** Everything the product has answered so far, byte for byte. */
  readonly bodies: string[];
  /** What those who look on sign in with. */
  readonly tokens: readonly string[];
  /** What nothing may hold on to any more once it was stopped. */
  readonly parts: readonly object[];
  open(ticketId: string, hints?: Hints): Promise<Opening>;
  /** Some requests that are refused, for what the refusals say. */
  beRefused(): Promise<void>;
  stop(): Promise<void>;
}

/** One product in one world, read again at each opening, with a lead looking on. */
export async function openTestbed(database: OpenDatabase, options: TestbedOptions): Promise<Testbed> {
  const { seed, customers = 10, isProbed = true, hasCanary = false, vendorMs = VENDOR_MS, patience = pace } = options;
  const parts: object[] = [];
  const product = await startProduct({
    database,
    changeMap(given) {
      const map = impatient(given, patience);
      // Everything that the service is made of reaches its map, or the systems in it.
      parts.push(map, ...Object.values(map.systems));
      return map;
    },
    random: createRandom(`${seed}:jitter`).next,
    world: { seed, customers, latency: Object.fromEntries(vendors.map((vendor) => [vendor, vendorMs])) },
    ...(isProbed && { pace: { ...pace, ...(hasCanary && { canaryEveryMs: CANARY_MS }) } }),
  });
  const { token, leadToken, status } = await lookOn(product).catch(async (error: unknown) => {
    // One that is left running would go on leading health in the database of those that come after it.
    await product.stop();
    throw error;
  });
  const bodies: string[] = [];
  const delays = monitorEventLoopDelay({ resolution: 5 });
  delays.enable();
  parts.push(product.world);
  return {
    product,
    status,
    bodies,
    tokens: [token, leadToken],
    parts,
    async open(ticketId, hints) {
      const opening = await readOpening(product, token, { ticketId, ...(hints && { hints }) }, delays);
      bodies.push(opening.text);
      return opening;
    },
    async beRefused() {
      const refused = [
        await product.post('/v1/context', undefined, { ticketId: '1001' }),
        await product.post('/v1/context', token, { ticketId: 'not a number' }),
        await product.post('/webhooks/acme/helpdesk', undefined, { type: 'x' }),
        await product.post('/v1/nothing', token, {}),
      ];
      for (const response of refused) bodies.push(JSON.stringify([...response.headers]), await response.text());
    },
    async stop() {
      bodies.push(JSON.stringify(status.all));
      status.close();
      delays.disable();
      await product.stop();
    },
  };
}

async function lookOn(product: Product) {
  const token = await product.session('agent');
  const leadToken = await product.session('lead');
  return { token, leadToken, status: await readStatus(product, leadToken) };
}

/** Nothing is fresh for longer than it takes to say it, so that every opening asks every system. */
function impatient(map: IntegrationMap, { timeoutMs, deadlineMs }: Patience): IntegrationMap {
  const systems = Object.entries(map.systems).map(([id, spec]) => {
    const reads = Object.entries(spec.reads).map(([name, read]) => {
      const { freshMs: _, timeoutMs: __, ...own } = read.budget;
      return [name, { ...read, budget: own }];
    });
    const breaker = { ...spec.budget.breaker, openMs: 2000, maxOpenMs: 20_000 };
    const budget = { ...spec.budget, timeoutMs, freshMs: 0, staleWhileRevalidateMs: 0, breaker };
    return [id, { ...spec, budget, reads: Object.fromEntries(reads) }];
  });
  return { ...map, deadlineMs, systems: Object.fromEntries(systems) };
}
