import { z } from 'zod';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { StandingSenderAlarm } from '../webhooks/ports.ts';
import type { Database } from './database.ts';

const Row = z.object({ system: z.string(), alarm: z.enum(['silence', 'bad_signatures']), since: z.date() });

/** Owners were notified of these, and not yet that they are over. */
export const createWebhookAlarms = (db: Database) => ({
  async list(tenant: TenantId): Promise<readonly StandingSenderAlarm[]> {
    const rows = await db.selectFrom('webhook_alarms').selectAll().where('tenant', '=', tenant).execute();
    return rows.map((row) => {
      const { since, ...alarm } = Row.parse(row);
      return { ...alarm, since: since.toISOString() };
    });
  },
  async began(tenant: TenantId, alarm: StandingSenderAlarm): Promise<void> {
    const row = { tenant, ...alarm };
    await db
      .insertInto('webhook_alarms')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  },
  async over(tenant: TenantId, { system, alarm }: Pick<StandingSenderAlarm, 'system' | 'alarm'>): Promise<void> {
    await db
      .deleteFrom('webhook_alarms')
      .where((eb) => eb.and({ tenant, system, alarm }))
      .execute();
  },
});
