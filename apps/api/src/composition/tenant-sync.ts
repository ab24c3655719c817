import { createRunPages } from '../store/sync-read-pages.ts';
import { createSyncRuns } from '../store/sync-runs.ts';
import { createSyncStatus } from '../store/sync-status.ts';
import { createSyncStore } from '../store/sync-store.ts';
import { createSyncSwitches } from '../store/sync-switches.ts';
import { createUnpairedStore } from '../store/sync-unpaired.ts';
import type { Side } from '../sync/canonical/canon.ts';
import { compileSync, type SyncPlan } from '../sync/compile.ts';
import { createCorrections } from '../sync/correct.ts';
import { bareRecord } from '../sync/erase/erased.ts';
import { createMakeWorker } from '../sync/make/make-worker.ts';
import { createSyncWorker } from '../sync/work.ts';
import { couldAsk } from './could-ask.ts';
import { linkedCompanies } from './linked-companies.ts';
import { createErasing } from './sync-erasing.ts';
import type { TenantSync, TenantSyncDeps } from './sync-handle.ts';
import { createSyncRunJob, OURSELVES } from './sync-run-job.ts';
import { noteYields } from './sync-yields.ts';
import { createTenantCustomers } from './tenant-customers.ts';
import { createTenantFields } from './tenant-fields.ts';
import { createTenantSupport, TICKET } from './tenant-support.ts';

const SYSTEMS = { left: 'crm', right: 'helpdesk' } as const;

/** How one tenant keeps its CRM and its helpdesk in agreement. */
export function createTenantSync({
  shared,
  tenant,
  map,
  reads,
  owners,
  privacy,
  subscribe,
}: TenantSyncDeps): TenantSync {
  const { jobs, metrics } = shared;
  const { database, now, steadyNow } = shared.serviceDeps;
  let compiled: SyncPlan | undefined;
  // Most helpdesks have not switched it on.
  const plan = () => {
    compiled ??= map.sync && compileSync(map.sync);
    return compiled;
  };
  const store = createSyncStore(database.db, jobs, now, {
    decided: ({ object }, because) => metrics.sync.decided(object, because),
    noted: ({ object }, noted) => metrics.sync.noted(object, noted),
  });
  const switches = createSyncSwitches(database.db, jobs);
  const runs = createSyncRuns(database.db, jobs);
  const connectionOf = (side: Side) => reads.connections.ofSystem(SYSTEMS[side]);
  const isOn = (object: string) => switches.isOn(tenant, object);
  const companies = linkedCompanies({ tenant, store, plan, isOn });
  const erasing = createErasing(shared, tenant, store, (side, id) => privacy.erasedAt(SYSTEMS[side], id));
  const yieldedOf = noteYields(tenant, store, steadyNow);
  const fields = createTenantFields({
    ...{ shared, tenant, runs, isOn, syncStore: store, status: createSyncStatus(database.db) },
    givenOf(object, threw) {
      const all = plan();
      const own = all?.objects.find(({ id }) => id === object);
      if (!all || !own) return undefined;
      return {
        ...{ plan: all, object: own, connectionOf, companies, threw },
        ...{ onYield: yieldedOf(object), erasing: (match) => erasing.of(own, match) },
      };
    },
  });
  const given = { ...{ tenant, store, now, steadyNow, isOn }, partsOf: fields.partsOf };
  const customers = createTenantCustomers({
    ...{ shared, tenant, map, owners, store, isOn, crm: () => connectionOf('left') },
    codecs: async () => (await fields.partsOf('company'))?.codecs,
  });
  const makeAll = createMakeWorker(given);
  const atWork = shared.atWork.of(tenant);
  const worker = createSyncWorker({
    ...given,
    lagSinceMs: () => now() - atWork.forMs(),
    takeInDeals: customers.takeIn,
    async compareAll(object) {
      if (!(await runs.isWaiting(tenant, object, 'compare'))) await runs.ask(tenant, object, 'compare', OURSELVES);
    },
    lookAtFields: (object, signal) => fields.lookAt(object, false, signal),
  });
  const support = createTenantSupport({ shared, tenant, map, connections: reads.connections }, worker.feed);
  const kindOf = (system: string, vendorObject: string) => {
    const side: Side | undefined = system === SYSTEMS.left ? 'left' : system === SYSTEMS.right ? 'right' : undefined;
    return { side, object: side && plan()?.objects.find((each) => each[side] === vendorObject) };
  };
  const own: TenantSync['jobs'] = {
    support: { run: ({ ids: { work } }, signal) => support.run(work, signal), abandon: async () => {} },
    sync: {
      run: ({ ids }, signal) => (ids.object === TICKET ? support.sync(ids.work) : worker.run(ids, signal)),
      abandon: async () => {},
    },
    syncMake: { run: (job, signal) => makeAll(job.ids, signal), abandon: async () => {} },
    newCustomer: { run: (job) => customers.goOn(job.ids.companyId), abandon: async () => {} },
    syncRun: createSyncRunJob({
      ...{ tenant, runs, unpaired: createUnpairedStore(database.db), support, subscribe, isOn, now, steadyNow },
      pagesOf: ({ id, object }) => createRunPages(database.db, tenant, object, id),
      ...{ compare: worker.compare, compareField: fields.compareField, ran: metrics.sync.ran },
      erasedOf: async (object, side, ids) =>
        (await fields.partsOf(object))?.erasedOf(side, ids.map(bareRecord)) ?? new Set(),
      lookAtFields: (object, signal) => fields.lookAt(object, true, signal),
    }),
  };
  return {
    jobs: own,
    ticketsTold: support.told,
    onboarding: customers.onboarding,
    async corrections(object) {
      const parts = await fields.partsOf(object);
      return parts && createCorrections({ codecs: parts.codecs, store, now }, { tenant, object });
    },
    async recordsChanged(system, vendorObject, vendorIds) {
      const { side, object } = kindOf(system, vendorObject);
      if (side && object && (await switches.isOn(tenant, object.id)))
        await store.tell({ tenant, object: object.id }, side, vendorIds);
    },
    // Switched on or off: what is known of them is kept either way.
    async recordErased(system, vendorObject, vendorId) {
      const { side, object } = kindOf(system, vendorObject);
      if (side && object) await erasing.eraseOf(object)(side, vendorId);
      // Also where the map keeps nobody in agreement.
      else if (system === SYSTEMS.left || system === SYSTEMS.right) await privacy.erasedAt(system, vendorId);
    },
    dealChanged: async (system, dealId, signal) =>
      system !== SYSTEMS.left || couldAsk(customers.dealChanged(dealId, signal)),
  };
}
