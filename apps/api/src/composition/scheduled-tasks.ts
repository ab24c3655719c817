import type { ScheduledTask } from '../jobs/scheduler.ts';
import { createAsleepWork } from '../store/asleep-work.ts';
import type { OpenDatabase } from '../store/database.ts';
import { rollUpFigures } from '../store/figure-roll-up.ts';
import { forgetOldRows } from '../store/retention.ts';
import { eraseLeftOvers } from '../store/tenant-rows.ts';
import { rollUpDeliveries } from '../store/webhook-hours.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

export interface ScheduledTasksDeps {
  readonly database: Pick<OpenDatabase, 'db'>;
  wake(tenant: TenantId): Promise<unknown>;
  /** The longest that any map lets an answer be shown after it was read. */
  longestKeepMs(): number;
  now(): number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** What one process does for all tenants, awake or not. */
export function createScheduledTasks({ database, wake, longestKeepMs, now }: ScheduledTasksDeps): ScheduledTask[] {
  const asleep = createAsleepWork(database.db);
  const wakeAll = async (tenants: readonly TenantId[]) => {
    for (const tenant of tenants) await wake(tenant);
  };
  return [
    {
      ...{ name: 'forget old rows', everyMs: HOUR_MS },
      run: (signal) => forgetOldRows(database.db, now(), longestKeepMs(), signal),
    },
    {
      ...{ name: 'what is left of helpdesks that were forgotten', everyMs: HOUR_MS / 2 },
      run: (signal) => eraseLeftOvers(database.db, signal),
    },
    {
      // Calls are kept for three hours.
      ...{ name: 'add up calls and deliveries', everyMs: HOUR_MS / 2 },
      run: async (signal) => {
        await rollUpDeliveries(database.db, now());
        await rollUpFigures(database.db, now(), signal);
      },
    },
    {
      ...{ name: 'watch webhooks', everyMs: HOUR_MS / 2 },
      run: async () => wakeAll(await asleep.unwatchedSenders()),
    },
    {
      ...{ name: 'watch open incidents', everyMs: MINUTE_MS },
      run: async () => wakeAll(await asleep.unwatchedIncidents()),
    },
    {
      // Whoever is awake watches its own sync each minute.
      ...{ name: 'watch sync', everyMs: 10 * MINUTE_MS },
      run: async () => wakeAll(await asleep.unwatchedSync()),
    },
    {
      ...{ name: 'tell of ending secrets', everyMs: 6 * HOUR_MS },
      run: async () => wakeAll(await asleep.endingSecrets()),
    },
  ];
}
