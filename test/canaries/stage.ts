import { randomBytes } from 'node:crypto';
import { createTenantLog } from '@sidelight/api/store/tenant-log.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { openFreshPostgres } from '../conformance/fresh-postgres.ts';
import { startProduct } from '../flow/start-product.ts';
import { openSyncOf } from '../flow/sync-stage.ts';
import { until } from '../flow/until.ts';
import { createCanaries } from './canary.ts';
import { createExchange } from './exchange.ts';
import { listenToProcess } from './listen.ts';
import { createAnswerPlanter } from './plant-answers.ts';
import { createRecordPlanter } from './plant-records.ts';

const pace = { quietMs: 250, suspectMs: 100, downMs: 150, lockedMs: 150 };
const PATIENCE = { timeoutMs: 300, deadlineMs: 700 };
export const webhookSecrets = {
  STRIPE_WEBHOOK_SECRET: `whsec_${randomBytes(24).toString('base64url')}`,
  JIRA_WEBHOOK_SECRET: randomBytes(24).toString('base64url'),
};

export type CanaryStage = Awaited<ReturnType<typeof openCanaryStage>>;

/** One product over a world in which every record and every answer holds values that are nowhere else. */
export async function openCanaryStage(seed: string) {
  const server = process.env.TEST_DATABASE_URL;
  const database = server === undefined ? undefined : await openFreshPostgres(server);
  const canaries = createCanaries(seed);
  const answers = createAnswerPlanter(canaries);
  const heard = listenToProcess();
  const env = { SECRETS_KEY: randomBytes(32).toString('base64'), ...webhookSecrets };
  const product = await startProduct({
    world: {
      ...{ seed, customers: 20, hasCrmApp: true },
      planting: { bundle: createRecordPlanter(canaries, 'acme'), answer: answers.answer },
    },
    env,
    pace,
    ...(database && { database }),
    changeMap: impatient,
  });
  for (const [name, value] of Object.entries({ ...product.world.env(), ...env }))
    if (/TOKEN|SECRET|KEY$/.test(name) && !name.includes('PUBLIC')) canaries.keep(value, name);
  const exchange = createExchange(product.url);
  await createTenantLog(product.database.db).put(requireTenant('other'), '77');
  const as = (tenant: string, role: 'agent' | 'lead' | 'admin') => {
    const token = product.sessionAs({ tenant, role });
    canaries.keep(token, `the session of ${role}`);
    return token;
  };
  const us = { agent: as('acme', 'agent'), lead: as('acme', 'lead'), admin: as('acme', 'admin') };
  const them = { agent: as('other', 'agent'), lead: as('other', 'lead'), admin: as('other', 'admin') };
  // Noticed within two seconds, as another process would.
  await until(async () => (await exchange.ask('/v1/map', { by: 'them', token: them.lead })).status === 200);
  const addresses = new Set<string>();
  return {
    ...{ product, canaries, exchange, us, them, behave: answers.behave, heard, addresses },
    /** For the command line, which another process cannot share a database in memory with. */
    cliEnv: database && { ...product.world.env(), ...env, DATABASE_URL: database.url, PUBLIC_URL: product.url },
    /** What vendors were asked by so far: their own record of it is emptied. */
    keepAddresses() {
      for (const { vendor, path, query } of product.world.calls.list()) addresses.add(`${vendor} ${path}?${query}`);
      product.world.calls.clear();
    },
    /** Companies and people are kept in agreement from here on: what one side says is written into the other. */
    async keepInSync() {
      const sync = await openSyncOf(product);
      for (const object of ['company', 'contact']) {
        await sync.switches.set(requireTenant('acme'), object, true, 'test');
        await sync.run(object, 'approved');
      }
      await sync.close();
    },
    async close() {
      await product.stop();
      await database?.close();
      heard.stop();
    },
  };
}

/** Everything that the map says in seconds, in tenths: and nobody stops asking. */
function impatient(map: IntegrationMap): IntegrationMap {
  const systems = Object.entries(map.systems).map(([id, spec]) => {
    const reads = Object.entries(spec.reads).map(([name, read]) => {
      const { freshMs: _, timeoutMs: __, ...own } = read.budget;
      return [name, { ...read, budget: own }];
    });
    const breaker = { ...spec.budget.breaker, consecutive: 1000, minimum: 1000, openMs: 100, maxOpenMs: 100 };
    const budget = { ...spec.budget, timeoutMs: PATIENCE.timeoutMs, freshMs: 0, staleWhileRevalidateMs: 0, breaker };
    return [id, { ...spec, budget, reads: Object.fromEntries(reads) }];
  });
  return { ...map, deadlineMs: PATIENCE.deadlineMs, systems: Object.fromEntries(systems) };
}
