import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { Blueprint } from '../context/blueprint.ts';
import { createDoubts } from '../health/doubts.ts';
import type { PeriodicTask } from '../jobs/periodic-task.ts';
import { createDoubt } from '../store/doubt.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { HealthLogs } from './health-logs.ts';
import type { HealthView } from './health-view.ts';
import type { SharedDeps } from './shared-deps.ts';

export interface TenantDoubtsDeps {
  readonly shared: SharedDeps;
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly blueprint: Blueprint;
  readonly logs: HealthLogs;
  readonly view: HealthView;
}

/** What agents believed until a canary found it wrong. */
export const tenantDoubts = ({ shared, tenant, map, blueprint, logs, view }: TenantDoubtsDeps): PeriodicTask =>
  createDoubts({
    ...{ tenant, watched: view.watched, believed: logs.believed, lookMs: blueprint.deadlineMs },
    doubt: createDoubt(shared.serviceDeps.database.db, shared.jobs),
    isMarking: map.health.marking.isOn,
    connections: () => view.snapshot.known().connections,
    incidents: () => view.snapshot.known().incidents,
    now: shared.serviceDeps.steadyNow,
  });
