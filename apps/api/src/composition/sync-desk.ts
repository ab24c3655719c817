import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { AtWork } from '../health/at-work.ts';
import { switchedIn } from '../map/switched-in.ts';
import { createJournalLog } from '../store/journal-log.ts';
import { createSyncDecisions } from '../store/sync-decisions.ts';
import { createFieldStore } from '../store/sync-fields.ts';
import { createSyncOverview } from '../store/sync-overview.ts';
import { createReviewList } from '../store/sync-review-list.ts';
import { createSyncRuns } from '../store/sync-runs.ts';
import { createSyncStatus } from '../store/sync-status.ts';
import { createSyncSwitches } from '../store/sync-switches.ts';
import { createUnpairedStore } from '../store/sync-unpaired.ts';
import type { Side } from '../sync/canonical/canon.ts';
import { compileSync } from '../sync/compile.ts';
import { createDeskCommands } from '../sync/desk/commands.ts';
import type { SyncDesk } from '../sync/desk/desk.ts';
import { deskFields } from '../sync/desk/fields-of.ts';
import { createDeskProposals } from '../sync/desk/proposals.ts';
import { createDeskReads } from '../sync/desk/reads.ts';
import { createDeskRules } from '../sync/desk/rules.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { journalView } from '../webhooks/journal-view.ts';
import { createSyncFile } from './map-shelf.ts';
import { writeRightsOf } from './oauth-rights.ts';
import { peopleOfCrm } from './people-of-crm.ts';
import type { SharedDeps } from './shared-deps.ts';
import type { TenantReads } from './tenant-reads.ts';

export interface SyncDeskDeps {
  readonly shared: SharedDeps;
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly reads: TenantReads;
  readonly atWork: Pick<AtWork, 'forMs'>;
}

const SYSTEMS = { left: 'crm', right: 'helpdesk' } as const;

/** What people call the two sides. */
export function systemNames({ systems }: Pick<IntegrationMap, 'systems'>): Readonly<Record<Side, string>> {
  const nameOf = (side: Side) => Object.values(systems[SYSTEMS[side]]?.connectors ?? {})[0]?.name ?? SYSTEMS[side];
  return { left: nameOf('left'), right: nameOf('right') };
}

/** Undefined where its map keeps nothing in agreement. Made when it is first asked for: most tenants never do. */
export function createSyncDesk(deps: SyncDeskDeps): () => SyncDesk | undefined {
  let made: SyncDesk | undefined;
  return () => {
    made ??= makeDesk(deps);
    return made;
  };
}

/** What people see and do about one tenant's sync. */
function makeDesk({ shared, tenant, map, reads, atWork }: SyncDeskDeps): SyncDesk | undefined {
  const { sync } = map;
  if (!sync) return undefined;
  const { jobs } = shared;
  const { config, database, now } = shared.serviceDeps;
  const { db } = database;
  const plan = compileSync(sync);
  const fields = deskFields(map, plan);
  const stores = {
    ...{ status: createSyncStatus(db), overview: createSyncOverview(db), list: createReviewList(db) },
    ...{ runs: createSyncRuns(db, jobs), switches: createSyncSwitches(db, jobs) },
    ...{ decisions: createSyncDecisions(db, jobs), fieldStore: createFieldStore(db, jobs, now) },
    unpaired: createUnpairedStore(db),
  };
  const accessOf = (side: Side) => reads.connections.ofSystem(SYSTEMS[side])?.sync();
  const targetOf = (object: string, side: Side) => {
    const kind = fields.object(object)?.[side];
    return kind === undefined ? undefined : ownValue(accessOf(side)?.targets ?? {}, kind);
  };
  const file = createSyncFile(shared, tenant);
  const withholds = writeRightsOf(config, db, tenant, map);
  const given = {
    ...{ tenant, sync, fields, now, ...stores, objects: switchedIn(sync) },
    isConnected: (object: string) =>
      Object.hasOwn(sync.activities, object)
        ? accessOf('left')?.activities !== undefined && accessOf('right')?.tickets !== undefined
        : targetOf(object, 'left') !== undefined && targetOf(object, 'right') !== undefined,
    withholdsWriting: (side: Side, kind: string) => withholds(SYSTEMS[side], kind),
  };
  return {
    ...createDeskReads({
      ...given,
      systems: systemNames(map),
      aheadMs: (_object, side) => accessOf(side)?.clock.ahead()?.aheadMs,
      urlOf: (object, side, recordId) => targetOf(object, side)?.urlOf(recordId),
      canChangeMap: file.canWrite,
      people: peopleOfCrm(() => reads.connections.ofSystem(SYSTEMS.left), shared.serviceDeps.steadyNow),
      journal: async () => journalView(await createJournalLog(db, jobs).find(tenant, SYSTEMS.left)),
      atWorkForMs: atWork.forMs,
    }),
    ...createDeskCommands(given),
    ...createDeskRules({ tenant, list: stores.list, file }),
    ...createDeskProposals({ tenant, fields, plan, file, fieldStore: stores.fieldStore }),
  };
}
