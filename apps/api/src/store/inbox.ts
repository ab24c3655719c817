import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { JobWriter } from '../jobs/ports.ts';
import { webhookGroupQueue, webhookQueue } from '../jobs/queues.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Arrival, Delivery, Inbox } from '../webhooks/ports.ts';
import type { Database } from './database.ts';
import { createGather } from './gather.ts';
import { LEFT_TO_ITS_JOB } from './left-work.ts';
import { fitting, type OnDamaged, unheard } from './stored-rows.ts';

const Body = z.object({
  type: z.string(),
  id: z.string(),
  isAnswer: z.boolean().default(false),
  authorId: z.string().optional(),
});
const columns = ['system', 'delivery_id', 'body', 'received_at', 'handled_at'] as const;
/** A burst is stored in few statements, on one of the database's ten connections: what agents ask never waits behind it. */
const GATHERED = { withinMs: 5, atOnce: 1, most: 200 };
/** So many of other groups are handled along with one. */
const MOST_AT_ONCE = 1000;

const bodyOf = ({ type, detail, isAnswer, authorId }: Arrival['event']): z.input<typeof Body> => ({
  ...{ type, id: detail.id, isAnswer },
  ...(authorId !== undefined && { authorId }),
});

interface Row {
  readonly system: string;
  readonly delivery_id: string;
  readonly body: unknown;
  readonly received_at: Date;
  readonly handled_at: Date | null;
}

const deliveryOf = ({ body, received_at, handled_at }: Row): Delivery => {
  const { type, id, isAnswer, authorId } = Body.parse(body);
  const receivedAtMs = new Date(received_at).getTime();
  return {
    receivedAtMs,
    event: { type, detail: { id }, isAnswer, ...(authorId !== undefined && { authorId }) },
    isHandled: handled_at !== null,
  };
};

/** Webhook deliveries, one row each: stored before they are acknowledged, and until they have been handled. */
export function createInbox(db: Database, jobs: JobWriter<Database>, onDamaged: OnDamaged = unheard): Inbox {
  const read = (row: Row): Delivery | 'damaged' => {
    const about = { table: 'webhook_inbox', keyOf: (one: Row) => one.delivery_id };
    return fitting([row], deliveryOf, about, onDamaged)[0] ?? 'damaged';
  };
  return {
    store: createGather((arrivals) => storeAll(db, jobs, arrivals), GATHERED),
    async find(tenant, system, deliveryId) {
      const row = await db
        .selectFrom('webhook_inbox')
        .select(columns)
        .where((eb) => eb.and({ tenant, system, delivery_id: deliveryId }))
        .executeTakeFirst();
      return row && read(row);
    },
    async group(tenant, groupId) {
      const { rows } = await sql<Row & { readonly is_own: boolean }>`
        select system, delivery_id, body, received_at, handled_at, group_id = ${groupId} as is_own
        from webhook_inbox
        where tenant = ${tenant} and group_id is not null and handled_at is null and exists (
          select from webhook_inbox where tenant = ${tenant} and group_id = ${groupId} and handled_at is null)
        order by is_own desc limit ${MOST_AT_ONCE}`.execute(db);
      return rows.map((row) => ({
        ...{ system: row.system, deliveryId: row.delivery_id, delivery: read(row), isOwn: row.is_own },
      }));
    },
    async markHandled(tenant, handled) {
      if (handled.length === 0) return;
      const rows = handled.map(({ system, deliveryId }) => ({ system, delivery_id: deliveryId }));
      await sql`update webhook_inbox w set handled_at = now()
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(system text, delivery_id text)
        where w.tenant = ${tenant} and w.system = n.system and w.delivery_id = n.delivery_id`.execute(db);
    },
  };
}

/** Whether each was new, in their order. */
async function storeAll(
  db: Database,
  jobs: JobWriter<Database>,
  arrivals: readonly Arrival[],
): Promise<readonly boolean[]> {
  const groups = new Map<TenantId, string>();
  const groupOf = (tenant: TenantId) => {
    const known = groups.get(tenant) ?? randomUUID();
    groups.set(tenant, known);
    return known;
  };
  // In one order for everybody: two bursts that repeat each other would wait for each other.
  const once = new Map(arrivals.map((arrival) => [keyOf(arrival), arrival]));
  const inOrder = [...once].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const isNew = await db.transaction().execute(async (tx) => {
    const stored = await tx
      .insertInto('webhook_inbox')
      .values(
        inOrder.map(([, { tenant, system, deliveryId, event, onlyTells }]) => ({
          ...{ tenant, system, delivery_id: deliveryId, handled_at: null, taken_until: LEFT_TO_ITS_JOB },
          // Ids only: what the event says is asked for again, so nothing personal needs keeping.
          body: JSON.stringify(bodyOf(event)),
          group_id: onlyTells ? groupOf(tenant) : null,
        })),
      )
      .onConflict((c) => c.doNothing())
      .returning(['tenant', 'system', 'delivery_id'])
      .execute();
    const keys = new Set(stored.map((row) => keyOf({ ...row, deliveryId: row.delivery_id })));
    const fresh = inOrder.flatMap(([key, arrival]) => (keys.has(key) ? [arrival] : []));
    const alone = fresh.filter(({ onlyTells }) => !onlyTells);
    await jobs.put(
      tx,
      webhookQueue,
      // An earlier release, which may still run beside this one, knows no other system and reads no other id.
      alone.map(({ tenant, system, deliveryId }) => ({
        ...{ tenant, ids: system === 'helpdesk' ? { deliveryId } : { deliveryId, system } },
      })),
    );
    const together = new Set(fresh.flatMap(({ tenant, onlyTells }) => (onlyTells ? [tenant] : [])));
    await jobs.put(
      tx,
      webhookGroupQueue,
      [...together].map((tenant) => ({ tenant, ids: { groupId: groupOf(tenant) } })),
    );
    return keys;
  });
  // The first one of two that are the same is the new one.
  return arrivals.map((arrival) => isNew.delete(keyOf(arrival)));
}

const keyOf = ({ tenant, system, deliveryId }: { tenant: string; system: string; deliveryId: string }): string =>
  JSON.stringify([tenant, system, deliveryId]);
