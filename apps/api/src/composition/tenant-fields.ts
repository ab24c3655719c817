import { createFieldStore } from '../store/sync-fields.ts';
import type { SyncRuns } from '../store/sync-runs.ts';
import type { SyncStatus } from '../store/sync-status.ts';
import type { Side } from '../sync/canonical/canon.ts';
import type { Threw } from '../sync/codec.ts';
import { createFieldRun } from '../sync/field-run.ts';
import { createFieldLook } from '../sync/fields/look.ts';
import type { FieldStore } from '../sync/fields/ports.ts';
import type { SyncStore } from '../sync/ports.ts';
import type { SyncParts } from '../sync/work.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { SharedDeps } from './shared-deps.ts';
import { fieldParts, type PartsDeps, syncParts } from './sync-parts.ts';
import { OURSELVES } from './sync-run-job.ts';

export interface TenantFieldsDeps {
  readonly shared: SharedDeps;
  readonly tenant: TenantId;
  readonly runs: Pick<SyncRuns, 'ask'>;
  readonly syncStore: SyncStore;
  readonly status: Pick<SyncStatus, 'runUnderWay' | 'wasHeldBack'>;
  isOn(object: string): Promise<boolean>;
  /** Undefined where the map has no such kind of record. */
  givenOf(object: string, threw: Threw): PartsDeps | undefined;
}

/** Which fields of one tenant's map fit what both sides have. */
export function createTenantFields({ shared, tenant, runs, status, syncStore, isOn, givenOf }: TenantFieldsDeps) {
  const { database, now } = shared.serviceDeps;
  const store: FieldStore = createFieldStore(database.db, shared.jobs, now);
  const look = createFieldLook({
    ...{ tenant, store, isOn, now },
    async compareField(object, field) {
      if ((await status.runUnderWay(tenant, object, 'backfill', field)) !== undefined) return;
      if (await status.wasHeldBack(tenant, object, field)) return;
      await runs.ask(tenant, object, 'backfill', OURSELVES, field);
    },
  });
  function threwIn(object: string): Threw {
    const said = new Set<string>();
    return ({ id: field, policy, expression = '' }) => {
      if (said.has(field)) return;
      said.add(field);
      const side: Side = policy.kind === 'owned' && policy.owner === 'right' ? 'right' : 'left';
      const fault = { field, side, why: 'expression', lost: [], expression } as const;
      // Not awaited: whoever reads the value may be within a transaction, and PGlite has one connection.
      store.change({ tenant, object }, { began: [fault], changed: [], forgotten: [] }).catch(() => said.delete(field));
    };
  }
  /** References to a kind of record that is not switched on: nothing of it is linked, so each would be refused. */
  async function asleepIn({ object: { fields } }: PartsDeps): Promise<readonly string[]> {
    const asleep = await Promise.all(
      fields.map(async ({ id, of }) => (of === undefined || (await isOn(of)) ? [] : [id])),
    );
    return asleep.flat();
  }
  const depsOf = (object: string) => givenOf(object, threwIn(object));

  const compareField = createFieldRun({
    ...{ tenant, now, store: syncStore, fields: store },
    partsOf(object, field) {
      const of = depsOf(object);
      return of && fieldParts(of, field);
    },
  });

  return {
    compareField,
    async partsOf(object: string): Promise<SyncParts | undefined> {
      const given = depsOf(object);
      if (!given) return undefined;
      const aside = await store.aside({ tenant, object });
      return syncParts(given, new Set([...aside.map(({ field }) => field), ...(await asleepIn(given))]));
    },
    async lookAt(object: string, isUrgent: boolean, signal: AbortSignal): Promise<void> {
      const given = depsOf(object);
      const parts = given && syncParts(given, new Set());
      if (given && parts) await look.look(object, { plan: given.object, targets: parts.targets }, isUrgent, signal);
    },
  };
}
