import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Connection } from '../connectors/registry.ts';
import type { SyncTarget, Writer } from '../connectors/sync-port.ts';
import { isUpstreamError } from '../connectors/upstream-error.ts';
import { done, giveUp, retry } from '../jobs/outcome.ts';
import { createSyncRuns } from '../store/sync-runs.ts';
import { createSyncStore } from '../store/sync-store.ts';
import { createSyncSwitches } from '../store/sync-switches.ts';
import type { Side } from '../sync/canonical/canon.ts';
import { createCodecs } from '../sync/codec.ts';
import { compileSync, type SyncObjectPlan, type SyncPlan } from '../sync/compile.ts';
import type { Clocks } from '../sync/rule.ts';
import { createSideTarget, type RunCall } from '../sync/target.ts';
import { createSyncWorker, type SyncParts } from '../sync/work.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { TenantJobs } from './jobs.ts';
import type { SharedDeps } from './shared-deps.ts';
import type { TenantReads } from './tenant-reads.ts';

export interface TenantSyncDeps {
  readonly shared: SharedDeps;
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly reads: TenantReads;
}

/** A vendor takes its time over a hundred records. */
const TIMEOUT_MS = 30_000;
/** Until a vendor's answers have said how its clock stands. */
const UNKNOWN_CLOCK_MS = 600_000;
const SYSTEMS = { left: 'crm', right: 'helpdesk' } as const;

export interface TenantSync {
  readonly jobs: Pick<TenantJobs, 'sync' | 'syncRun'>;
  /**
   * A system says that one of its records has changed. `vendorObject`: its own word for the kind. False where it could
   * not be read now.
   */
  recordChanged(system: string, vendorObject: string, vendorId: string, signal: AbortSignal): Promise<boolean>;
}

/** How one tenant keeps its CRM and its helpdesk in agreement. */
export function createTenantSync({ shared, tenant, map, reads }: TenantSyncDeps): TenantSync {
  const { jobs } = shared;
  const { database, now, steadyNow } = shared.serviceDeps;
  const plan = map.sync && compileSync(map.sync);
  const reviewDueMs = plan?.reviewDueMs ?? 0;
  const store = createSyncStore(database.db, jobs, { now, reviewDueMs });
  const switches = createSyncSwitches(database.db, jobs);
  const runs = createSyncRuns(database.db, jobs);
  const connectionOf = (side: Side) => reads.connections.ofSystem(SYSTEMS[side]);
  const worker = createSyncWorker({
    ...{ tenant, store, now, steadyNow },
    isOn: (object) => switches.isOn(tenant, object),
    partsOf(object) {
      const own = plan?.objects.find(({ id }) => id === object);
      return plan && own && partsOf(plan, own, connectionOf);
    },
    compareAll: async (object) => void (await runs.ask(tenant, object, 'compare', 'sidelight')),
  });
  const own: TenantSync['jobs'] = {
    sync: { run: (job, signal) => worker.run(job.ids, signal), abandon: async () => {} },
    syncRun: {
      async run({ ids: { runId }, isLast }, signal) {
        const run = await runs.find(tenant, runId);
        if (!run || run.state === 'done' || run.state === 'failed') return done;
        if (run.kind !== 'dry_run' && !(await switches.isOn(tenant, run.object))) {
          await runs.failed(tenant, runId, 'switched_off');
          return done;
        }
        let told = Promise.resolve();
        const onProgress: Parameters<typeof worker.compare>[2] = (progress) => {
          told = told.then(() => runs.began(tenant, runId, progress));
        };
        try {
          const result = await worker.compare(
            run.object,
            { isDry: run.kind === 'dry_run', isApproved: run.kind === 'approved' },
            onProgress,
            signal,
          );
          await told;
          if (result === 'not_connected') {
            await runs.failed(tenant, runId, 'not_connected');
            return giveUp('not_connected');
          }
          await runs.ended(tenant, runId, result);
          return done;
        } catch (error) {
          await told;
          if (!isUpstreamError(error)) throw error;
          if (!isLast) return retry('no_answer', error.retryAfterMs);
          await runs.failed(tenant, runId, error.reason);
          return giveUp('no_answer');
        }
      },
      abandon: ({ runId }) => runs.failed(tenant, runId, 'upstream_error'),
    },
  };
  return {
    jobs: own,
    async recordChanged(system, vendorObject, vendorId, signal) {
      const side = system === SYSTEMS.left ? 'left' : system === SYSTEMS.right ? 'right' : undefined;
      const object = side && plan?.objects.find((each) => each[side] === vendorObject);
      if (!side || !object) return true;
      try {
        await worker.readAgain(object.id, side, vendorId, signal);
        return true;
      } catch (error) {
        if (!isUpstreamError(error)) throw error;
        return false;
      }
    },
  };
}

function partsOf(
  plan: SyncPlan,
  object: SyncObjectPlan,
  connectionOf: (side: Side) => Connection | undefined,
): SyncParts | undefined {
  const [left, right] = [reach(object, 'left', connectionOf), reach(object, 'right', connectionOf)];
  if (!left || !right) return undefined;
  const codecs = createCodecs(object, plan, { left: left.target.capacity, right: right.target.capacity });
  const isMatch = new Set(object.match.map(({ id }) => id));
  return {
    codecs,
    wave: plan.wave,
    match: codecs.filter(({ id }) => isMatch.has(id)),
    targets: {
      left: createSideTarget('left', left.target, codecs, left.run),
      right: createSideTarget('right', right.target, codecs, right.run),
    },
    clocks: () => clocksOf(left.connection, right.connection),
    isCustomer: (side, writer) => side === 'left' && isCustomer(plan, writer),
  };
}

interface Reached {
  readonly connection: Connection;
  readonly target: SyncTarget;
  readonly run: RunCall;
}

function reach(
  object: SyncObjectPlan,
  side: Side,
  connectionOf: (side: Side) => Connection | undefined,
): Reached | undefined {
  const connection = connectionOf(side);
  const target = connection?.sync && ownValue(connection.sync, object[side]);
  if (!connection || !target) return undefined;
  const run: RunCall = (name, call, signal) => connection.policy.run(name, call, TIMEOUT_MS, 0, signal, 'sync');
  return { connection, target, run };
}

function clocksOf(left: Connection, right: Connection): Clocks {
  const [l, r] = [left.clock.ahead(), right.clock.ahead()];
  if (!l || !r) return { aheadMs: { left: 0, right: 0 }, uncertaintyMs: UNKNOWN_CLOCK_MS };
  return { aheadMs: { left: l.aheadMs, right: r.aheadMs }, uncertaintyMs: l.uncertaintyMs + r.uncertaintyMs };
}

/** The map says which of the CRM's writers stand for the customer. */
function isCustomer({ customer }: SyncPlan, writer: Writer): boolean {
  if (writer.kind === 'form') return customer.forms;
  return writer.kind === 'app' && customer.apps.includes(writer.id);
}
