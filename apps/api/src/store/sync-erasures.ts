import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { otherSide } from '../sync/canonical/canon.ts';
import type { Erasures } from '../sync/erase/ports.ts';
import type { SyncScope } from '../sync/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { forgetRowsOf } from './sync-of-record.ts';
import { forgetUnpaired } from './sync-unpaired.ts';

const Counts = z.object({ object: z.string(), people: z.int() });

/** What is left of people who were erased, within a transaction that its caller ends. */
export function withinErasures(tx: Database, { tenant, object }: SyncScope): Erasures {
  const scope = { tenant, object };
  return {
    async keepErased(marks) {
      if (marks.length === 0) return;
      const known = await tx
        .selectFrom('sync_erasures')
        .select('erasure')
        .where((eb) => eb.and(scope))
        .where('mark', 'in', marks)
        .limit(1)
        .executeTakeFirst();
      // The other side erases the same person: that is one.
      const erasure = known?.erasure ?? randomUUID();
      await tx
        .insertInto('sync_erasures')
        .values([...new Set(marks)].toSorted().map((mark) => ({ ...scope, mark, erasure })))
        .onConflict((conflict) => conflict.columns(['tenant', 'object', 'mark']).doUpdateSet({ erased_at: sql`now()` }))
        .execute();
    },
    async forget(side, vendorId, linked) {
      const ids = [{ side, id: vendorId }, ...(linked ? [{ side: otherSide(side), id: linked[otherSide(side)] }] : [])];
      const records = [...(linked ? [linked.id] : []), ...ids.map((one) => `${one.side}:${one.id}`)];
      await forgetRowsOf(tx, scope, ['sync_reviews', 'sync_dead_letters', 'sync_corrections'], records);
      // Nobody knows on which of these they are: a comparison that was cut off reads them again.
      await tx
        .deleteFrom('sync_read_pages')
        .where((eb) => eb.and(scope))
        .execute();
      await forgetUnpaired(tx, scope, ids);
      for (const { side: own, id } of ids) {
        // What a dry run would have written to them.
        await sql`update sync_runs set sample = null where tenant = ${tenant} and object = ${object}
          and sample @> ${JSON.stringify([{ [own]: id }])}::jsonb`.execute(tx);
        await tx
          .deleteFrom('sync_told')
          .where((eb) => eb.and({ ...scope, side: own, vendor_id: id }))
          .execute();
        // One that was sent may be there by now: who it is has to be found out. There is no value in it.
        await tx
          .deleteFrom('sync_makings')
          .where((eb) => eb.and({ ...scope, side: own, source_id: id, sends: 0 }))
          .execute();
      }
      // Support's own view of them, too.
      if (side === 'right') {
        await sql`delete from support_customers where tenant = ${tenant} and kind = 'users' and id = ${vendorId}`.execute(
          tx,
        );
        await sql`update support_tickets set requester_id = null
          where tenant = ${tenant} and requester_id = ${vendorId}`.execute(tx);
      }
      if (!linked) return;
      await sql`update sync_batches b
        set items = coalesce((select jsonb_agg(i) from jsonb_array_elements(b.items) i
          where i->>'record' <> ${linked.id}), '[]'::jsonb)
        where b.tenant = ${tenant} and b.object = ${object}
          and b.items @> ${JSON.stringify([{ record: linked.id }])}::jsonb`.execute(tx);
      await tx
        .deleteFrom('sync_records')
        .where((eb) => eb.and({ ...scope, id: linked.id }))
        .execute();
    },
  };
}

/** Of these records, those that people have been told to erase on their side. */
export async function toldToErase(db: Database, scope: SyncScope, records: readonly string[]) {
  if (records.length === 0) return new Set<string>();
  const rows = await db
    .selectFrom('sync_reviews')
    .select('record')
    .where((eb) => eb.and({ tenant: scope.tenant, object: scope.object, why: 'erase_on_other_side' }))
    .where('closed_at', 'is', null)
    .where('record', 'in', records)
    .execute();
  return new Set(rows.map(({ record }) => record));
}

/** All marks of one kind of record. */
export async function readErased(db: Database, { tenant, object }: SyncScope): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('sync_erasures')
    .select('mark')
    .where((eb) => eb.and({ tenant, object }))
    .execute();
  return new Set(rows.map(({ mark }) => mark));
}

/** How many people were erased, by kind of record. */
export async function countErased(db: Database, tenant: TenantId) {
  const { rows } = await sql`select object, count(distinct erasure)::int people from sync_erasures
    where tenant = ${tenant} and object <> 'person' group by object`.execute(db);
  return z.array(Counts).parse(rows);
}
