import { SyncSide } from '@sidelight/shared/sync/sync-parts.ts';
import { z } from 'zod';
import type { StandingAlarms } from '../sync/alarm-watch.ts';
import type { AlarmOf } from '../sync/alarms.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';

const Kind = z.enum([
  ...(['lag', 'unread', 'drift', 'failures', 'dead_letters', 'reviews_overdue', 'erasures'] as const),
  ...(['webhook_silence', 'field_aside'] as const),
]);

/** Owners were notified of these, and not yet that they are over. */
export function createSyncAlarms(db: Database): StandingAlarms {
  const keyOf = (tenant: TenantId, { kind, object = '', side }: AlarmOf) => ({
    ...{ tenant, alarm: kind, object, side: side ?? '' },
  });
  return {
    async list(tenant) {
      const rows = await db.selectFrom('sync_alarms').selectAll().where('tenant', '=', tenant).execute();
      return rows.map(({ alarm, object, side, since }) => ({
        ...{ kind: Kind.parse(alarm), since: since.toISOString() },
        ...(object !== '' && { object }),
        ...(side !== '' && { side: SyncSide.parse(side) }),
      }));
    },
    async began(tenant, alarm) {
      await db
        .insertInto('sync_alarms')
        .values({ ...keyOf(tenant, alarm), since: alarm.since })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async over(tenant, alarm) {
      await db
        .deleteFrom('sync_alarms')
        .where((eb) => eb.and(keyOf(tenant, alarm)))
        .execute();
    },
  };
}
