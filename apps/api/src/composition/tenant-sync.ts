import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { Owners } from '../alerts/owners.ts';
import { createRunPages } from '../store/sync-read-pages.ts';
import { createSyncRuns } from '../store/sync-runs.ts';
import { createSyncStatus } from '../store/sync-status.ts';
import { createSyncStore } from '../store/sync-store.ts';
import { createSyncSwitches } from '../store/sync-switches.ts';
import { createUnpairedStore } from '../store/sync-unpaired.ts';
import type { Side } from '../sync/canonical/canon.ts';
import { compileSync, type SyncPlan } from '../sync/compile.ts';
import { type Corrections, createCorrections } from '../sync/correct.ts';
import type { OnboardingLists } from '../sync/customer/onboarding.ts';
import { bareRecord } from '../sync/erase/erased.ts';
import { createMakeWorker } from '../sync/make/make-worker.ts';
import { createSyncWorker } from '../sync/work.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { couldAsk } from './could-ask.ts';
import type { TenantJobs } from './jobs.ts';
import { linkedCompanies } from './linked-companies.ts';
import type { SharedDeps } from './shared-deps.ts';
import { createErasing } from './sync-erasing.ts';
import { createSyncRunJob, OURSELVES } from './sync-run-job.ts';
import { noteYields } from './sync-yields.ts';
import { createTenantCustomers } from './tenant-customers.ts';
import { createTenantFields } from './tenant-fields.ts';
import type { TenantReads } from './tenant-reads.ts';
import { createTenantSupport, TICKET } from './tenant-support.ts';

export interface TenantSyncDeps {
  readonly shared: SharedDeps;
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly reads: TenantReads;
  readonly owners: Pick<Owners, 'newCustomer'>;
  /** The helpdesk's webhook tells of records from now on. */
  subscribe(signal: AbortSignal): Promise<void>;
}

const SYSTEMS = { left: 'crm', right: 'helpdesk' } as const;

export interface TenantSync {
  readonly jobs: Pick<TenantJobs, 'sync' | 'syncMake' | 'syncRun' | 'newCustomer' | 'support'>;
  /** Tickets have changed: whoever wrote them may stand differently. */
  ticketsTold(ticketIds: readonly string[]): Promise<void>;
  readonly onboarding: OnboardingLists;
  /** Undefined where a side is not connected. */
  corrections(object: string): Promise<Corrections | undefined>;
  /** A system says that its records have changed: they are read soon. `vendorObject`: its own word for the kind. */
  recordsChanged(system: string, vendorObject: string, vendorIds: readonly string[]): Promise<void>;
  /** A person was erased there: everything about them is forgotten here. */
  recordErased(system: string, vendorObject: string, vendorId: string): Promise<void>;
  /** The same of a deal. False where it could not be read now. */
  dealChanged(system: string, dealId: string, signal: AbortSignal): Promise<boolean>;
}

/** How one tenant keeps its CRM and its helpdesk in agreement. */
export function createTenantSync({ shared, tenant, map, reads, owners, subscribe }: TenantSyncDeps): TenantSync {
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
  const erasing = createErasing(shared, tenant, store);
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
    },
    dealChanged: async (system, dealId, signal) =>
      system !== SYSTEMS.left || couldAsk(customers.dealChanged(dealId, signal)),
  };
}
