import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { connectTenants, nameOf, tenantsEnv } from '../bench/many-tenants.ts';
import { type Product, startProduct } from '../flow/start-product.ts';
import { until } from '../flow/until.ts';
import type { Bundle } from '../world/company/bundle.ts';
import { startWorld, type World } from '../world/world.ts';
import { createCanaries } from './canary.ts';
import { startFront } from './front.ts';
import { createRecordPlanter } from './plant-records.ts';
import { createAmounts } from './sequences/amounts.ts';

export interface Desk {
  readonly tenant: string;
  readonly world: World;
}
export type TwoDesks = Awaited<ReturnType<typeof openTwoDesks>>;

/** Two helpdesks at one service. Ids, addresses and tickets are the same in both; everything else of theirs is their own. */
export async function openTwoDesks(seed: string, database: OpenDatabase) {
  const canaries = createCanaries(seed);
  const amounts = createAmounts(seed);
  const open = async (tenant: string): Promise<Desk> => {
    const planted = createRecordPlanter(canaries, tenant, true);
    const bundle = (whole: Bundle) => amounts.plant(`${tenant} ${whole.tickets[0]?.id}`, planted(whole));
    const planting = { bundle, answer: (_vendor: unknown, _req: unknown, answer: never) => answer };
    return { tenant, world: await startWorld({ seed: `${seed} ${tenant}`, customers: 0, planting }) };
  };
  const desks = [await open('acme'), await open(nameOf(1))] as const;
  const [us, them] = desks;
  const frontFor = (vendor: 'zendesk' | 'hubspot' | 'stripe', keyOf: (world: World) => string) =>
    startFront(new Map(desks.map(({ world }) => [keyOf(world), world.urls[vendor]])));
  const fronts = {
    ZENDESK_URL: await frontFor('zendesk', ({ credentials }) => credentials.zendesk.token),
    HUBSPOT_URL: await frontFor('hubspot', ({ credentials }) => credentials.hubspot.token),
    STRIPE_URL: await frontFor('stripe', ({ credentials }) => credentials.stripe.key),
  };
  const urls = Object.fromEntries(Object.entries(fronts).map(([name, { url }]) => [name, url]));
  const hosts = [us, them].map(({ world }) => world.env().ALLOW_HOSTS);
  const { SECRETS_KEY, SESSION_SECRET, LEARN_TENANTS } = tenantsEnv();
  const env = {
    ...{ ...us.world.env(), ...urls, SECRETS_KEY, SESSION_SECRET, LEARN_TENANTS },
    ALLOW_HOSTS: [...hosts, ...Object.values(urls).map((url) => new URL(url).host)].join(','),
  };
  let aheadMs = 0;
  const start = (isRestart: boolean): Promise<Product> =>
    startProduct({
      ...{ env, database, beside: us, isRestart, changeMap: hasty },
      now: () => Date.now() + aheadMs,
    });
  let product = await start(false);
  const earlierLog: string[] = [];
  us.world.setApiUrl(product.url);
  await connectTenants(database.db, them.world, 1);
  const isThere = async () =>
    (
      await fetch(`${product.url}/v1/map`, {
        headers: { authorization: `Bearer ${product.sessionAs({ tenant: them.tenant, role: 'lead' })}` },
      })
    ).status === 200;
  await until(isThere, 20_000);
  return {
    ...{ canaries, amounts, desks, database },
    product: () => product,
    /** Of each process there was. */
    log: () => [...earlierLog, ...product.logLines].join(''),
    /** Time goes by for everything that is kept for so long. */
    later(ms: number) {
      aheadMs += ms;
    },
    async restart() {
      await product.stopService();
      earlierLog.push(...product.logLines);
      product = await start(true);
      us.world.setApiUrl(product.url);
      await until(isThere, 20_000);
    },
    async close() {
      await product.stopService();
      for (const { world } of desks) await world.stop();
      for (const front of Object.values(fronts)) await front.close();
    },
  };
}

/**
 * Nobody waits long, and nobody stops asking; what is kept is kept as long as the map says. Long enough for a busy machine
 * to answer in: an answer that lacks something is not remembered.
 */
function hasty(map: IntegrationMap): IntegrationMap {
  const systems = Object.entries(map.systems).map(([id, spec]) => {
    const reads = Object.entries(spec.reads).map(([name, read]) => {
      const { timeoutMs: _, ...budget } = read.budget;
      return [name, { ...read, budget }];
    });
    const breaker = { ...spec.budget.breaker, consecutive: 1000, minimum: 1000, openMs: 100, maxOpenMs: 100 };
    const budget = { ...spec.budget, timeoutMs: 1000, breaker };
    return [id, { ...spec, budget, reads: Object.fromEntries(reads) }];
  });
  return { ...map, deadlineMs: 1500, systems: Object.fromEntries(systems) };
}
