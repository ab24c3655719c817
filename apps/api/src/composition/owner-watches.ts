import type { Owners } from '../alerts/owners.ts';
import type { PeriodicTask } from '../jobs/periodic-task.ts';
import { createExpiryWatch } from '../secrets/expiry-watch.ts';
import { isSyncOn } from '../store/is-sync-on.ts';
import { createSecretRows } from '../store/secrets.ts';
import { createWebhookAlarms } from '../store/webhook-alarms.ts';
import { readSender } from '../store/webhook-hours.ts';
import { createSenderWatch } from '../webhooks/watch-senders.ts';
import { type SyncAlarmsDeps, syncAlarms } from './sync-alarms.ts';
import { webhookOf } from './webhooks.ts';

export interface OwnerWatchesDeps extends SyncAlarmsDeps {
  readonly owners: Owners;
  /** Whether there is a key to keep secrets by. */
  readonly hasSecrets: boolean;
}

/** What owners are told of that no incident is: credentials that end, sync that goes wrong, webhooks that stay away. */
export function ownerWatches({ hasSecrets, ...given }: OwnerWatchesDeps): readonly PeriodicTask[] {
  const { tenant, db, owners, now, steadyNow } = given;
  const expiry = createExpiryWatch({ tenant, rows: createSecretRows(db), tell: owners.secret, now, steadyNow });
  return [...(hasSecrets ? [expiry] : []), ...syncAlarms(given), senderWatch(given)];
}

/** What tells the owner of a system that its webhooks stay away, or are forged. */
function senderWatch({ tenant, map, db, owners, now, steadyNow }: Omit<OwnerWatchesDeps, 'hasSecrets'>): PeriodicTask {
  return createSenderWatch({
    ...{ tenant, standing: createWebhookAlarms(db), tell: owners.webhook, now, steadyNow },
    systems: Object.keys(map.systems).filter((system) => webhookOf(map, system)),
    facts: (system) => readSender(db, tenant, system, now()),
    // Sync's own owners are told, by the map's limit.
    isToldElsewhere: async (system) => system === 'helpdesk' && map.sync !== undefined && isSyncOn(db, tenant),
  });
}
