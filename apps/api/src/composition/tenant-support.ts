import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { SyncAccess } from '../connectors/registry.ts';
import { done, type Outcome } from '../jobs/outcome.ts';
import type { SupportWork, SyncWork } from '../jobs/queues.ts';
import { createSupportStore } from '../store/support-store.ts';
import { createSyncSwitches } from '../store/sync-switches.ts';
import { createSupportWorker, type Reached, type SupportDeps } from '../support/work.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { supportWithout } from './keep-erased-out.ts';
import { runInBudget } from './run-in-budget.ts';
import type { SharedDeps } from './shared-deps.ts';
import type { TenantReads } from './tenant-reads.ts';

export interface TenantSupportDeps {
  readonly shared: SharedDeps;
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly connections: TenantReads['connections'];
}

/** What the map calls tickets, among the kinds of records that are switched on and off. */
export const TICKET = 'ticket';

export interface TenantSupport {
  run(work: SupportWork, signal: AbortSignal): Promise<Outcome>;
  /** Jobs of sync about tickets: they are written by what is here. */
  sync(work: SyncWork): Promise<Outcome>;
  told(ticketIds: readonly string[]): Promise<void>;
  /** Pairs of this kind may be others now. */
  paired(object: string): Promise<void>;
  /** All notes are looked at. Answers how many there are. */
  compare(isDry: boolean): Promise<number>;
}

/** What one tenant keeps of its tickets, and makes of it. Nothing where its map says nothing of it. */
export function createTenantSupport(
  { shared, tenant, map, connections }: TenantSupportDeps,
  feed: SupportDeps['feed'],
): TenantSupport {
  const { jobs } = shared;
  const { database, now, steadyNow } = shared.serviceDeps;
  const store = supportWithout(shared.erased, createSupportStore(database.db, jobs));
  const switches = createSyncSwitches(database.db, jobs);
  const rules = map.healthScore;
  const reach = <T>(
    system: string,
    of: (access: SyncAccess) => T | undefined,
    kind: 'sync' | 'backfill' = 'sync',
  ): Reached<T> | undefined => {
    const connection = connections.ofSystem(system);
    const access = connection?.sync();
    const target = access && of(access);
    if (!connection || target === undefined) return undefined;
    return { target, run: runInBudget(connection, kind) };
  };
  const worker =
    rules &&
    createSupportWorker({
      ...{ tenant, store, rules, now, steadyNow, feed },
      notes: map.sync?.activities.ticket,
      helpdesk: () => reach('helpdesk', ({ tickets }) => tickets),
      history: () => reach('helpdesk', ({ tickets }) => tickets, 'backfill'),
      timelines: () => reach('crm', ({ activities }) => activities),
      isOn: (object) => switches.isOn(tenant, object),
      isNoted: async () => (await switches.list(tenant)).some(({ object }) => object === TICKET),
    });
  const run: TenantSupport['run'] = (work, signal) => worker?.run(work, signal) ?? Promise.resolve(done);
  return {
    run,
    async sync(work) {
      if (work === 'deliver_left') await store.wakeNotes(tenant);
      if (work === 'decided') await store.replay(tenant);
      return done;
    },
    async told(ticketIds) {
      if (worker) await store.told(tenant, ticketIds);
    },
    async paired(object) {
      if (worker) await store.workOutAll(tenant, object === 'company' ? 'organizations' : 'users');
    },
    compare: (isDry) => (isDry ? store.countNotes(tenant) : store.noteAll(tenant)),
  };
}
