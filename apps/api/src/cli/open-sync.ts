import type { AuditAction } from '@sidelight/shared/audit/audit-actions.ts';
import type { Sync } from '@sidelight/shared/map/sync.ts';
import type { JournalView } from '@sidelight/shared/sync/sync-report.ts';
import type { AuditDetails, OnRecord } from '../audit/ports.ts';
import { writeRightsOf } from '../composition/oauth-rights.ts';
import { systemNames } from '../composition/sync-desk.ts';
import { switchedIn } from '../map/switched-in.ts';
import { createJournalLog } from '../store/journal-log.ts';
import { createSyncDecisions, type SyncDecisions } from '../store/sync-decisions.ts';
import { createFieldStore } from '../store/sync-fields.ts';
import { createSyncRuns, type SyncRuns } from '../store/sync-runs.ts';
import { createSyncStatus, type SyncStatus } from '../store/sync-status.ts';
import { createSyncSwitches, type SyncSwitches } from '../store/sync-switches.ts';
import { createUnpairedStore, type UnpairedStore } from '../store/sync-unpaired.ts';
import type { FieldStore } from '../sync/fields/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { journalView } from '../webhooks/journal-view.ts';
import { readMap } from './map-folder.ts';
import { withJobs } from './open-jobs.ts';
import { onOwnRecord } from './own-records.ts';
import { tenantOf, WHICH_TENANT } from './tenant-of.ts';
import { type CliDeps, FOUND, WRONGLY_ASKED } from './verb.ts';

export interface OpenedSync {
  readonly tenant: TenantId;
  readonly sync: Sync;
  /** What the map keeps in agreement. */
  readonly objects: readonly string[];
  readonly runs: SyncRuns;
  readonly switches: SyncSwitches;
  readonly decisions: SyncDecisions;
  readonly status: SyncStatus;
  readonly fieldStore: FieldStore;
  readonly unpaired: UnpairedStore;
  /** Undefined where the CRM has none for us. */
  journal(): Promise<JournalView | undefined>;
  /** The system that is known not to let us write one kind of record, as people call it. */
  readOnlyAt(object: string): Promise<string | undefined>;
  /** A server can work in the database meanwhile. */
  readonly isShared: boolean;
  /** For what changes something, or shows values: each with its row, or what is missing for that. */
  onRecord(
    work: (recordOf: (action: AuditAction, details?: AuditDetails) => OnRecord) => Promise<number>,
  ): Promise<number>;
}

const SIDES = [
  ['left', 'crm'],
  ['right', 'helpdesk'],
] as const;

/** One tenant's sync as it is stored, for as long as `work` takes. Asks no vendor: that is the servers' to do. */
export async function withSync(around: CliDeps, work: (opened: OpenedSync) => Promise<number>): Promise<number> {
  const map = await readMap(around);
  const { sync } = map;
  if (!sync) {
    around.err('the map keeps nothing in sync: it has no sync.yaml\n');
    return FOUND;
  }
  return withJobs(around, async ({ jobs, db, config }) => {
    const tenant = tenantOf(config, around.env);
    if (!tenant) {
      around.err(WHICH_TENANT);
      return WRONGLY_ASKED;
    }
    const withholds = writeRightsOf(config, db, tenant, map);
    return work({
      ...{ tenant, sync, objects: switchedIn(sync), isShared: 'url' in config.database },
      ...{ runs: createSyncRuns(db, jobs), switches: createSyncSwitches(db, jobs) },
      ...{ decisions: createSyncDecisions(db, jobs), status: createSyncStatus(db) },
      fieldStore: createFieldStore(db, jobs, around.now),
      unpaired: createUnpairedStore(db),
      onRecord: (change) =>
        onOwnRecord({ db, config, around }, (recordOf) =>
          change((action, details) => recordOf(tenant, action, details)),
        ),
      journal: async () => journalView(await createJournalLog(db, jobs).find(tenant, 'crm')),
      async readOnlyAt(object) {
        const kinds = Object.entries(sync.objects).find(([id]) => id === object)?.[1].at;
        for (const [side, system] of SIDES)
          if (kinds && (await withholds(system, kinds[system]))) return systemNames(map)[side];
        return undefined;
      },
    });
  });
}

/** Whether the map has this kind of record; if not, says which it has. */
export function isInMap({ objects }: Pick<OpenedSync, 'objects'>, object: string, { err }: Pick<CliDeps, 'err'>) {
  if (objects.includes(object)) return true;
  err(`the map keeps no ${object} in sync: ${objects.join(', ')}\n`);
  return false;
}
