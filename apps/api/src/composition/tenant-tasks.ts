import { createCatchUp } from '../alerts/catch-up.ts';
import type { Owners } from '../alerts/owners.ts';
import type { Connections } from '../connectors/registry.ts';
import { type PeriodicTask, paced } from '../jobs/periodic-task.ts';
import { createRefreshKeyRights } from '../setup/refresh-key-rights.ts';
import { type OwnerWatchesDeps, ownerWatches } from './owner-watches.ts';
import type { TenantSetup } from './setup.ts';
import { type TenantDoubtsDeps, tenantDoubts } from './tenant-doubts.ts';

export interface TenantTasksDeps extends TenantDoubtsDeps, Omit<OwnerWatchesDeps, 'hasSecrets'> {
  readonly owners: Owners;
  readonly rollout: PeriodicTask;
  readonly connections: Pick<Connections, 'get'>;
  readonly setup: Pick<TenantSetup, 'webhook' | 'log'>;
}

/** A helpdesk that refused what is asked of it is asked again after this. */
const KEEP_UP_EVERY_MS = 3_600_000;
const RIGHTS_EVERY_MS = 24 * 3_600_000;

/** What one process does for a tenant, beside watching its systems. */
export function tenantTasks(given: TenantTasksDeps): readonly PeriodicTask[] {
  const { shared, tenant, view, owners, rollout, connections, setup, steadyNow } = given;
  const catchUp = createCatchUp(
    () => view.board.read({ role: 'admin', locale: 'en' }).incidents,
    (incident) => owners.incident('opened', incident),
    steadyNow,
  );
  const every = (ms: number, name: string, run: PeriodicTask['run']) => paced({ name, run }, steadyNow, () => ms);
  const keepUp = every(KEEP_UP_EVERY_MS, 'what the helpdesk tells of', setup.webhook.keepUp);
  const refreshRights = createRefreshKeyRights({
    ...{ tenant, log: setup.log },
    rightsOf: async (connector, signal) => connections.get(connector)?.keyRights(signal),
  });
  const rights = every(RIGHTS_EVERY_MS, 'what typed keys may do', refreshRights);
  const watches = ownerWatches({ ...given, hasSecrets: shared.secrets !== undefined });
  return [catchUp, rollout, tenantDoubts(given), ...watches, keepUp, rights];
}
