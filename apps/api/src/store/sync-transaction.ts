import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Side } from '../sync/canonical/canon.ts';
import type { Because } from '../sync/decide/decision.ts';
import { Value } from '../sync/field-state.ts';
import { isDue, isOpen, type LinkedRecord, StoredHold } from '../sync/linked-record.ts';
import type { Noted } from '../sync/noted.ts';
import type { Batch, SyncScope, SyncTransaction } from '../sync/ports.ts';
import { StoredFields, storedFields } from '../sync/stored-fields.ts';
import type { Database } from './database.ts';
import { withinReviews } from './open-reviews.ts';
import { reviewChoices } from './review-choices.ts';
import { withinCorrections } from './sync-corrections.ts';
import { withinDeadLetters } from './sync-dead-letters.ts';
import { withinErasures } from './sync-erasures.ts';
import { withinMakings } from './sync-makings.ts';
import { forgetRowsOf } from './sync-of-record.ts';
import { withinTold } from './sync-told.ts';

const Items = z.array(z.object({ record: z.string(), values: z.record(z.string(), Value) }));

interface Row {
  readonly id: string;
  readonly left_id: string;
  readonly right_id: string;
  readonly hold: string | null;
  readonly fields: unknown;
}
const recordOf = ({ id, left_id, right_id, hold, fields }: Row): LinkedRecord => ({
  ...{ id, left: left_id, right: right_id, hold: StoredHold.parse(hold), fields: StoredFields.parse(fields) },
});
const idColumn = { left: 'left_id', right: 'right_id' } as const;
const dueColumn = { left: 'due_left', right: 'due_right' } as const;
const sinceColumn = { left: 'open_left_since', right: 'open_right_since' } as const;
const batchColumn = { left: 'batch_left', right: 'batch_right' } as const;
const HOUR_MS = 3_600_000;
const FLAGS = sql`due_left boolean, due_right boolean, open_left boolean, open_right boolean`;
/** What is to be gone on with by jobs, once the transaction is over. */
interface Line {
  deliver(side: Side): void;
  make(to: Side): void;
  read(side: Side): void;
  look(): void;
  decide(): void;
}

/** What is decided of one kind of record of one tenant, within a transaction that its caller ends. */
export function withinSync(
  tx: Database,
  { tenant, object }: SyncScope,
  now: () => number,
  line: Line,
  hear: { note(noted: Noted): void; decide(because: Because): void },
): SyncTransaction {
  const records = () =>
    tx
      .selectFrom('sync_records')
      .select(['id', 'left_id', 'right_id', 'hold', 'fields'])
      .where((eb) => eb.and(scope))
      // In one order everywhere, so that two transactions never wait for each other.
      .orderBy('id')
      .forUpdate();
  const scope = { tenant, object };

  const stateOf = (record: LinkedRecord) => ({
    ...{ id: record.id, fields: storedFields(record.fields) },
    ...{ due_left: isDue(record, 'left'), due_right: isDue(record, 'right') },
    ...{ open_left: isOpen(record, 'left'), open_right: isOpen(record, 'right') },
  });
  const inLine = (rows: readonly ReturnType<typeof stateOf>[]) => {
    for (const side of ['left', 'right'] as const) if (rows.some((row) => row[dueColumn[side]])) line.deliver(side);
  };
  /** Also with the batch they are sent with from now on, or with none. */
  async function put(
    changed: readonly LinkedRecord[],
    batch?: { readonly side: Side; readonly id: string | null },
  ): Promise<void> {
    if (changed.length === 0) return;
    const rows = changed.map((record) => ({ hold: record.hold ?? null, ...stateOf(record) }));
    const within = batch ? sql`, ${sql.ref(batchColumn[batch.side])} = ${batch.id}` : sql``;
    await sql`update sync_records r
        set hold = n.hold, fields = n.fields, due_left = n.due_left, due_right = n.due_right, changed_at = now(),
          open_left_since = case when n.open_left then coalesce(r.open_left_since, now()) end,
          open_right_since = case when n.open_right then coalesce(r.open_right_since, now()) end ${within}
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as n(id text, hold text, fields jsonb, ${FLAGS})
        where r.tenant = ${tenant} and r.object = ${object} and r.id = n.id`.execute(tx);
    inLine(rows);
  }

  async function add(fresh: readonly LinkedRecord[]): Promise<void> {
    if (fresh.length === 0) return;
    const rows = fresh.map((record) => ({ left_id: record.left, right_id: record.right, ...stateOf(record) }));
    await sql`insert into sync_records (tenant, object, id, left_id, right_id, fields, due_left, due_right,
        open_left_since, open_right_since)
      select ${tenant}, ${object}, n.id, n.left_id, n.right_id, n.fields, n.due_left, n.due_right,
        case when n.open_left then now() end, case when n.open_right then now() end
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as n(id text, left_id text, right_id text, fields jsonb, ${FLAGS})`.execute(tx);
    inLine(rows);
  }

  return {
    ...withinMakings(tx, scope, now, line.make),
    ...withinTold(tx, scope, now, line.read),
    ...withinDeadLetters(tx, scope, now, line.look, hear.note),
    ...withinErasures(tx, scope),
    async bySide(side, vendorIds) {
      if (vendorIds.length === 0) return [];
      return (await records().where(idColumn[side], 'in', vendorIds).execute()).map(recordOf);
    },
    async byId(ids) {
      if (ids.length === 0) return [];
      return (await records().where('id', 'in', ids).execute()).map(recordOf);
    },
    async after(id, most) {
      let query = tx
        .selectFrom('sync_records')
        .select(['id', 'left_id', 'right_id', 'hold', 'fields'])
        .where((eb) => eb.and(scope))
        .where('hold', 'is', null);
      if (id !== undefined) query = query.where('id', '>', id);
      return (await query.orderBy('id').limit(most).execute()).map(recordOf);
    },
    async rest(side, ids) {
      if (ids.length === 0) return;
      await tx
        .updateTable('sync_records')
        // What waits for a field that is set aside is not late.
        .set({ [dueColumn[side]]: false, [sinceColumn[side]]: null })
        .where((eb) => eb.and(scope))
        .where('id', 'in', ids)
        .execute();
    },
    async due(side, most) {
      const rows = await tx
        .selectFrom('sync_records')
        .select(['id', 'left_id', 'right_id', 'hold', 'fields'])
        .where((eb) => eb.and(scope))
        .where(dueColumn[side], '=', true)
        .where(batchColumn[side], 'is', null)
        .orderBy('changed_at')
        .limit(most)
        .forUpdate()
        .skipLocked()
        .execute();
      return rows.map(recordOf);
    },
    async linked() {
      const rows = await tx
        .selectFrom('sync_records')
        .select(['left_id', 'right_id', 'hold', sql<boolean>`fields <> '{}'`.as('is_kept')])
        .where((eb) => eb.and(scope))
        .orderBy('id')
        .execute();
      return rows.map(({ left_id, right_id, hold, is_kept }) => ({
        ...{ left: left_id, right: right_id, hold: StoredHold.parse(hold), isKept: is_kept },
      }));
    },
    async link(pairs) {
      const linked = pairs.map(([left, right]) => ({ id: randomUUID(), left, right, hold: undefined, fields: {} }));
      await add(linked);
      return linked;
    },
    add,
    async unlink(record, heir) {
      await sql`update sync_reviews set record = ${heir} where tenant = ${tenant} and object = ${object}
        and record = ${record} and why = 'two_users_one_contact'`.execute(tx);
      await forgetRowsOf(tx, scope, ['sync_dead_letters', 'sync_corrections', 'sync_reviews'], [record]);
      await tx
        .deleteFrom('sync_records')
        .where((eb) => eb.and({ ...scope, id: record }))
        .execute();
    },
    async relink({ id, left, right }) {
      await tx
        .updateTable('sync_records')
        .set({ left_id: left, right_id: right })
        .where((eb) => eb.and(scope))
        .where('id', '=', id)
        .execute();
    },
    save: (changed) => put(changed),
    ...withinReviews(tx, scope, now),
    goOnSending: line.deliver,
    goOnDeciding: line.decide,
    async forgetValues(record) {
      await forgetRowsOf(tx, scope, ['sync_dead_letters', 'sync_corrections'], [record]);
      await tx
        .deleteFrom('sync_reviews')
        .where((eb) => eb.and({ ...scope, record }))
        .where('field', '<>', '')
        .execute();
    },
    async batch(side) {
      const row = await tx
        .selectFrom('sync_batches')
        .select(['id', 'items', 'pending'])
        .where((eb) => eb.and(scope))
        .where('side', '=', side)
        .executeTakeFirst();
      if (!row) return undefined;
      return { id: row.id, side, items: Items.parse(row.items), ...(row.pending !== null && { pending: row.pending }) };
    },
    async begin(side, items, records) {
      const id = randomUUID();
      await tx
        .insertInto('sync_batches')
        .values({ ...scope, side, id, items: JSON.stringify(items), pending: null })
        .execute();
      // With what is saved of them: a row that is written twice costs twice.
      await put(records, { side, id });
      return { id, side, items };
    },
    async update({ id, items, pending }: Batch) {
      await tx
        .updateTable('sync_batches')
        .set({ items: JSON.stringify(items), pending: pending ?? null })
        .where((eb) => eb.and(scope))
        .where('id', '=', id)
        .execute();
    },
    async end({ id, side }: Batch, records) {
      await put(records, { side, id: null });
      await tx
        .deleteFrom('sync_batches')
        .where((eb) => eb.and(scope))
        .where('id', '=', id)
        .execute();
      await tx
        .updateTable('sync_records')
        .set({ [batchColumn[side]]: null })
        .where((eb) => eb.and(scope))
        .where(batchColumn[side], '=', id)
        .execute();
    },
    ...reviewChoices(tx, scope, now),
    ...withinCorrections(tx, scope, now),
    note(noted) {
      for (const each of noted) hear.note(each);
    },
    async count(because) {
      if (because.length === 0) return;
      const hour = new Date(Math.floor(now() / HOUR_MS) * HOUR_MS);
      const sums = new Map<string, number>();
      for (const each of because) {
        sums.set(each, (sums.get(each) ?? 0) + 1);
        hear.decide(each);
      }
      await tx
        .insertInto('sync_counts')
        .values([...sums].toSorted().map(([each, n]) => ({ ...scope, hour, because: each, n })))
        .onConflict((conflict) =>
          conflict.columns(['tenant', 'hour', 'object', 'because']).doUpdateSet({ n: sql`sync_counts.n + excluded.n` }),
        )
        .execute();
    },
  };
}
