import type { SyncAlerts } from '@sidelight/shared/map/sync.ts';
import { type PeriodicTask, paced } from '../jobs/periodic-task.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { type Alarm, type AlarmFacts, type AlarmOf, changesOf, measured } from './alarms.ts';

/** An alarm whose owner was notified. */
export interface StandingAlarm extends AlarmOf {
  /** ISO 8601 */
  readonly since: string;
}

export interface StandingAlarms {
  list(tenant: TenantId): Promise<readonly StandingAlarm[]>;
  began(tenant: TenantId, alarm: StandingAlarm): Promise<void>;
  over(tenant: TenantId, alarm: StandingAlarm): Promise<void>;
}

/** What the owner is told. `value` and `limit` are absent where it is over. */
export type AlarmNotice = StandingAlarm &
  ({ readonly what: 'began'; readonly value: number; readonly limit: number } | { readonly what: 'over' });

export interface AlarmWatchDeps {
  readonly tenant: TenantId;
  readonly limits: SyncAlerts;
  readonly standing: StandingAlarms;
  /** Undefined where nothing is kept in sync: then nothing is wrong. */
  facts(): Promise<AlarmFacts | undefined>;
  /** False where there is nobody to tell: tried again, since that may change. */
  tell(notice: AlarmNotice): Promise<boolean>;
  now(): number;
  steadyNow(): number;
}

const EVERY_MS = 60_000;

/** Tells the owner of what goes wrong, once when it begins and once when it is over. */
export function createAlarmWatch({
  tenant,
  limits,
  standing,
  facts,
  tell,
  now,
  steadyNow,
}: AlarmWatchDeps): PeriodicTask {
  const task: PeriodicTask = {
    name: 'alarms of sync',
    async run(signal) {
      const [told, found] = [await standing.list(tenant), await facts()];
      const { began, over } = changesOf(found ? measured(found, limits) : [], told);
      // Told first: a process that dies in between tells again.
      for (const alarm of over) {
        if (signal.aborted) return;
        if (await tell({ ...alarm, what: 'over' })) await standing.over(tenant, alarm);
      }
      for (const alarm of began) {
        if (signal.aborted) return;
        const begun = { ...identity(alarm), since: new Date(now()).toISOString() };
        const notice = { ...begun, what: 'began', value: alarm.value, limit: alarm.limit } as const;
        if (await tell(notice)) await standing.began(tenant, begun);
      }
    },
  };
  return paced(task, steadyNow, () => EVERY_MS);
}

const identity = ({ kind, object, side }: Alarm): AlarmOf => ({
  ...{ kind, ...(object !== undefined && { object }), ...(side !== undefined && { side }) },
});
