import { createCatchUp } from '../alerts/catch-up.ts';
import type { Owners } from '../alerts/owners.ts';
import { type PeriodicTask, paced } from '../jobs/periodic-task.ts';
import { type OwnerWatchesDeps, ownerWatches } from './owner-watches.ts';
import type { TenantSetup } from './setup.ts';
import { type TenantDoubtsDeps, tenantDoubts } from './tenant-doubts.ts';

export interface TenantTasksDeps extends TenantDoubtsDeps, Omit<OwnerWatchesDeps, 'hasSecrets'> {
  readonly owners: Owners;
  readonly rollout: PeriodicTask;
  readonly webhook: Pick<TenantSetup['webhook'], 'keepUp'>;
}

/** A helpdesk that refused what is asked of it is asked again after this. */
const KEEP_UP_EVERY_MS = 3_600_000;

/** What one process does for a tenant, beside watching its systems. */
export function tenantTasks(given: TenantTasksDeps): readonly PeriodicTask[] {
  const { shared, view, owners, rollout, webhook, steadyNow } = given;
  const catchUp = createCatchUp(
    () => view.board.read({ role: 'admin', locale: 'en' }).incidents,
    (incident) => owners.incident('opened', incident),
    steadyNow,
  );
  const keepUp = paced({ name: 'what the helpdesk tells of', run: webhook.keepUp }, steadyNow, () => KEEP_UP_EVERY_MS);
  const watches = ownerWatches({ ...given, hasSecrets: shared.secrets !== undefined });
  return [catchUp, rollout, tenantDoubts(given), ...watches, keepUp];
}
