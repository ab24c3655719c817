import { z } from 'zod';
import type { JobWriter } from '../jobs/ports.ts';
import { webhookQueue } from '../jobs/queues.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Delivery, Inbox } from '../webhooks/ports.ts';
import type { Database } from './database.ts';
import { LEFT_TO_ITS_JOB } from './left-work.ts';
import { fitting, type OnDamaged, unheard } from './stored-rows.ts';

const Body = z.object({ type: z.string(), id: z.string(), isAnswer: z.boolean().default(false) });

interface Row {
  readonly delivery_id: string;
  readonly body: unknown;
  readonly received_at: Date;
  readonly handled_at: Date | null;
}

const deliveryOf = ({ body, received_at, handled_at }: Row): Delivery => {
  const { type, id, isAnswer } = Body.parse(body);
  const receivedAtMs = new Date(received_at).getTime();
  return { receivedAtMs, event: { type, detail: { id }, isAnswer }, isHandled: handled_at !== null };
};

/** Webhook deliveries, one row each: stored before they are acknowledged, and until they have been handled. */
export function createInbox(db: Database, jobs: JobWriter<Database>, onDamaged: OnDamaged = unheard): Inbox {
  return {
    async store(tenant, system, deliveryId, body) {
      return db.transaction().execute(async (tx) => {
        const result = await tx
          .insertInto('webhook_inbox')
          .values({
            ...{ tenant, system, delivery_id: deliveryId, body: JSON.stringify(body), handled_at: null },
            taken_until: LEFT_TO_ITS_JOB,
          })
          .onConflict((c) => c.doNothing())
          .executeTakeFirst();
        const isNew = (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
        // An earlier release, which may still run beside this one, knows no other system and reads no other id.
        const ids = system === 'helpdesk' ? { deliveryId } : { deliveryId, system };
        if (isNew) await jobs.put(tx, webhookQueue, [{ tenant, ids }]);
        return isNew;
      });
    },
    async find(tenant, system, deliveryId) {
      const row = await db
        .selectFrom('webhook_inbox')
        .select(['delivery_id', 'body', 'received_at', 'handled_at'])
        .where('tenant', '=', tenant)
        .where('system', '=', system)
        .where('delivery_id', '=', deliveryId)
        .executeTakeFirst();
      if (!row) return undefined;
      const about = { table: 'webhook_inbox', keyOf: () => deliveryId };
      return fitting([row], deliveryOf, about, onDamaged)[0] ?? 'damaged';
    },
    async markHandled(tenant: TenantId, system, deliveryId) {
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
