import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';

/** Webhook deliveries, stored before they are acknowledged. At-least-once and unordered are normal. */
export interface Inbox {
  /** False when this delivery was already there. */
  store(tenant: TenantId, system: string, deliveryId: string, body: unknown): Promise<boolean>;
  markHandled(tenant: TenantId, system: string, deliveryId: string): Promise<void>;
}

export function createInbox(db: Database): Inbox {
  return {
    async store(tenant, system, deliveryId, body) {
      const result = await db
        .insertInto('webhook_inbox')
        .values({ tenant, system, delivery_id: deliveryId, body: JSON.stringify(body), handled_at: null })
        .onConflict((c) => c.doNothing())
        .executeTakeFirst();
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    async markHandled(tenant, system, deliveryId) {
      await db
        .updateTable('webhook_inbox')
        .set({ handled_at: new Date() })
        .where('tenant', '=', tenant)
        .where('system', '=', system)
        .where('delivery_id', '=', deliveryId)
        .execute();
    },
  };
}
