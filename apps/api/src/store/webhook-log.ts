import { sql } from 'kysely';
import type { WebhookLog } from '../setup/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { lastDelivery } from './last-delivery.ts';
import { changeIn } from './on-record.ts';
import { holdSecrets } from './secret-writes.ts';

export function createWebhookLog(db: Database): WebhookLog {
  const own = (tenant: TenantId) => db.updateTable('webhook_registrations').where('tenant', '=', tenant);
  return {
    async find(tenant) {
      const row = await db
        .selectFrom('webhook_registrations')
        .selectAll()
        .where('tenant', '=', tenant)
        .executeTakeFirst();
      return (
        row && {
          webhookId: row.webhook_id,
          since: row.since.toISOString(),
          testSentAt: row.test_sent_at?.toISOString(),
          testArrivedAt: row.test_arrived_at?.toISOString(),
          subscribed: row.subscribed ?? undefined,
        }
      );
    },
    async put(tenant, { webhookId, subscribed = null }, { record, secrets } = {}) {
      await changeIn(db, record, async (tx) => {
        if (secrets) await secrets(await holdSecrets(tx, tenant));
        await sql`insert into webhook_registrations (tenant, webhook_id, subscribed)
          values (${tenant}, ${webhookId}, ${subscribed})
        on conflict (tenant) do update set webhook_id = excluded.webhook_id, subscribed = excluded.subscribed, since = now(),
          test_sent_at = null, test_arrived_at = null`.execute(tx);
      });
    },
    async subscribed(tenant, subscribed) {
      await own(tenant).set({ subscribed }).execute();
    },
    async testSent(tenant, at) {
      await own(tenant).set({ test_sent_at: at, test_arrived_at: null }).execute();
    },
    async testArrived(tenant, at) {
      await own(tenant).set({ test_arrived_at: at }).where('test_sent_at', 'is not', null).execute();
    },
    async lastDelivery(tenant, system) {
      return (await lastDelivery(db, tenant, system))?.toISOString();
    },
  };
}
