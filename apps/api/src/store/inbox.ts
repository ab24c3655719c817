import { sql } from 'kysely';
import { z } from 'zod';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Delivery, Inbox } from '../webhooks/ports.ts';
import type { Database } from './database.ts';
import { fitting, type OnDamaged, unheard } from './stored-rows.ts';

const Body = z.object({ type: z.string(), id: z.string(), isAnswer: z.boolean().default(false) });

interface Row {
  readonly delivery_id: string;
  readonly body: unknown;
  readonly received_at: Date;
}

const deliveryOf = ({ delivery_id, body, received_at }: Row): Delivery => {
  const { type, id, isAnswer } = Body.parse(body);
  const receivedAtMs = new Date(received_at).getTime();
  return { deliveryId: delivery_id, receivedAtMs, event: { type, detail: { id }, isAnswer } };
};

/** Webhook deliveries, one row each: stored before they are acknowledged, and until they have been handled. */
export function createInbox(db: Database, onDamaged: OnDamaged = unheard): Inbox {
  const one = (tenant: TenantId, system: string, deliveryId: string) =>
    db
      .updateTable('webhook_inbox')
      .where('tenant', '=', tenant)
      .where('system', '=', system)
      .where('delivery_id', '=', deliveryId);
  const inTime = (ms: number) => sql<Date>`now() + make_interval(secs => ${ms / 1000})`;

  return {
    async store(tenant, system, deliveryId, body, holdMs) {
      const result = await db
        .insertInto('webhook_inbox')
        .values({
          ...{ tenant, system, delivery_id: deliveryId, body: JSON.stringify(body), handled_at: null },
          ...{ taken_until: inTime(holdMs), attempts: 1 },
        })
        .onConflict((c) => c.doNothing())
        .executeTakeFirst();
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    async markHandled(tenant, system, deliveryId) {
      await one(tenant, system, deliveryId).set({ handled_at: new Date() }).execute();
    },
    async release(tenant, system, deliveryId) {
      await one(tenant, system, deliveryId).set({ taken_until: null }).execute();
    },
    async takeLeft(tenant, system, { most, holdMs, mostAttempts }) {
      const { rows } = await sql<Row>`update webhook_inbox set taken_until = ${inTime(holdMs)}, attempts = attempts + 1
        where tenant = ${tenant} and system = ${system} and delivery_id in (
          select delivery_id from webhook_inbox where tenant = ${tenant} and system = ${system}
            and handled_at is null and attempts < ${mostAttempts} and (taken_until is null or taken_until < now())
          order by received_at limit ${most} for update skip locked)
        returning delivery_id, body, received_at`.execute(db);
      const damaged: string[] = [];
      const about = { table: 'webhook_inbox', keyOf: (row: Row) => row.delivery_id };
      const left = fitting(rows, deliveryOf, about, (row) => {
        damaged.push(row.row);
        onDamaged(row);
      });
      for (const id of damaged) await one(tenant, system, id).set({ handled_at: new Date() }).execute();
      return left.sort((a, b) => a.receivedAtMs - b.receivedAtMs);
    },
  };
}
