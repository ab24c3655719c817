import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { Owners } from '../alerts/owners.ts';
import type { PeriodicTask } from '../jobs/periodic-task.ts';
import type { Database } from '../store/database.ts';
import { readAlarmFacts } from '../store/sync-alarm-facts.ts';
import { createSyncAlarms } from '../store/sync-alarms.ts';
import { createAlarmWatch } from '../sync/alarm-watch.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

export interface SyncAlarmsDeps {
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly db: Database;
  readonly owners: Pick<Owners, 'sync'>;
  now(): number;
  steadyNow(): number;
}

const systems = { left: 'crm', right: 'helpdesk' } as const;

/** What tells the owners of sync of trouble with it. Nothing where the map keeps nothing in agreement. */
export function syncAlarms({
  tenant,
  map: { sync },
  db,
  owners,
  now,
  steadyNow,
}: SyncAlarmsDeps): readonly PeriodicTask[] {
  if (!sync) return [];
  const watch = createAlarmWatch({
    ...{ tenant, limits: sync.alerts, standing: createSyncAlarms(db), now, steadyNow },
    facts: () => readAlarmFacts(db, tenant, sync.reviewDueMs, now()),
    // What is about no side is about the helpdesk, where sync's people are.
    tell: ({ kind, side = 'right', ...notice }) => owners.sync({ ...notice, alarm: kind, system: systems[side] }),
  });
  return [watch];
}
