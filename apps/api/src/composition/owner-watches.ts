import type { Owners } from '../alerts/owners.ts';
import type { PeriodicTask } from '../jobs/periodic-task.ts';
import { createExpiryWatch } from '../secrets/expiry-watch.ts';
import { createSecretRows } from '../store/secrets.ts';
import { type SyncAlarmsDeps, syncAlarms } from './sync-alarms.ts';

export interface OwnerWatchesDeps extends SyncAlarmsDeps {
  readonly owners: Owners;
  /** Whether there is a key to keep secrets by. */
  readonly hasSecrets: boolean;
}

/** What owners are told of that no incident is: credentials that end, and sync that goes wrong. */
export function ownerWatches({ hasSecrets, ...given }: OwnerWatchesDeps): readonly PeriodicTask[] {
  const { tenant, db, owners, now } = given;
  const expiry = createExpiryWatch({ tenant, rows: createSecretRows(db), tell: owners.secret, now });
  return [...(hasSecrets ? [expiry] : []), ...syncAlarms(given)];
}
