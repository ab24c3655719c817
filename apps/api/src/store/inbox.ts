import { type RawBuilder, sql } from 'kysely';
import type { JobJoiner, JobWriter } from '../jobs/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { type Arrival, type Delivery, GROUP_AT_ONCE, type Inbox } from '../webhooks/ports.ts';
import { areNew } from './arrival-keys.ts';
import type { Database } from './database.ts';
import { createGather } from './gather.ts';
import { storeArrivals } from './inbox-arrivals.ts';
import { eventOf } from './inbox-body.ts';
import { joinArrivals } from './join-arrivals.ts';
import { fitting, type OnDamaged, unheard } from './stored-rows.ts';

const columns = ['system', 'delivery_id', 'body', 'received_at', 'handled_at'] as const;
/**
 * A burst is stored in few statements, on two of the database's ten connections: what agents ask never waits behind it.
 * However much one helpdesk is sent, another one's is in the next of them.
 */
const GATHERED = { withinMs: 1, atOnce: 1, most: 200, whose: ({ tenant }: Arrival): string => tenant };

interface Row {
  readonly system: string;
  readonly delivery_id: string;
  readonly body: unknown;
  readonly received_at: Date;
  readonly handled_at: Date | null;
}

const deliveryOf = ({ body, received_at, handled_at }: Row): Delivery => ({
  receivedAtMs: new Date(received_at).getTime(),
  event: eventOf(body),
  isHandled: handled_at !== null,
});

type Jobs = JobWriter<Database> & JobJoiner<RawBuilder<unknown>>;

/** Webhook deliveries, one row each: stored before they are acknowledged, and until they have been handled. */
export function createInbox(db: Database, jobs: Jobs, onDamaged: OnDamaged = unheard): Inbox {
  const read = (row: Row): Delivery | 'damaged' => {
    const about = { table: 'webhook_inbox', keyOf: (one: Row) => one.delivery_id };
    return fitting([row], deliveryOf, about, onDamaged)[0] ?? 'damaged';
  };
  const join = createGather((arrivals: readonly Arrival[]) => joinArrivals(db, jobs, arrivals), GATHERED);
  /** Of each helpdesk the transaction that is making a job which others will join. */
  const making = new Map<TenantId, Promise<unknown>>();
  async function putAll(arrivals: readonly Arrival[]): Promise<readonly boolean[]> {
    const telling = new Set(arrivals.flatMap(({ tenant, onlyTells }) => (onlyTells ? [tenant] : [])));
    const stored = db.transaction().execute((tx) => storeArrivals(tx, jobs, arrivals));
    for (const tenant of telling) making.set(tenant, stored);
    try {
      return areNew(arrivals, await stored);
    } finally {
      for (const tenant of telling) making.delete(tenant);
    }
  }
  const put = createGather(putAll, GATHERED);
  return {
    async store(arrival) {
      if (!arrival.onlyTells) return put(arrival);
      for (;;) {
        const joined = await join(arrival);
        if (joined !== 'no_job') return joined;
        const made = making.get(arrival.tenant);
        if (!made) return put(arrival);
        // Whether it was stored or not: without a job there is the next one to make.
        await made.catch(() => {});
      }
    },
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
        order by is_own desc limit ${GROUP_AT_ONCE}`.execute(db);
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
