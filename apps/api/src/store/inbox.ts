import { type RawBuilder, sql } from 'kysely';
import type { JobJoiner, JobWriter } from '../jobs/ports.ts';
import { type Arrival, type Delivery, GROUP_AT_ONCE, type Inbox } from '../webhooks/ports.ts';
import type { Database } from './database.ts';
import { createGather } from './gather.ts';
import { keyOf, storeArrivals } from './inbox-arrivals.ts';
import { eventOf } from './inbox-body.ts';
import { joinArrivals } from './join-arrivals.ts';
import { fitting, type OnDamaged, unheard } from './stored-rows.ts';

const columns = ['system', 'delivery_id', 'body', 'received_at', 'handled_at'] as const;
/**
 * A burst is stored in few statements, on two of the database's ten connections: what agents ask never waits behind it.
 * However much one helpdesk is sent, another one's is in the next of them.
 */
const GATHERED = { withinMs: 2, atOnce: 1, most: 200, whose: ({ tenant }: Arrival): string => tenant };

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
  const put = createGather((arrivals: readonly Arrival[]) => storeAll(db, jobs, arrivals), GATHERED);
  return {
    async store(arrival) {
      const joined = arrival.onlyTells ? await join(arrival) : 'no_job';
      return joined === 'no_job' ? put(arrival) : joined;
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

/** Whether each was new, in their order. */
async function storeAll(db: Database, jobs: Jobs, arrivals: readonly Arrival[]): Promise<readonly boolean[]> {
  const telling = arrivals.filter(({ onlyTells }) => onlyTells);
  const isNew = await db.transaction().execute(async (tx) => {
    // Another burst may have left a job to join while these waited.
    const joined = await joinArrivals(tx, jobs, telling);
    const unjoined = telling.filter((_, n) => joined[n] === 'no_job');
    const others = arrivals.filter(({ onlyTells }) => !onlyTells);
    const keys = await storeArrivals(tx, jobs, [...others, ...unjoined]);
    for (const [n, arrival] of telling.entries()) if (joined[n] === true) keys.add(keyOf(arrival));
    return keys;
  });
  // The first one of two that are the same is the new one.
  return arrivals.map((arrival) => isNew.delete(keyOf(arrival)));
}
