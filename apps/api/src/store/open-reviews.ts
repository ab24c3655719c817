import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { Value } from '../sync/field-state.ts';
import type { NewReview, SyncScope, SyncTransaction } from '../sync/ports.ts';
import type { Database } from './database.ts';

const NamedRow = z.object({
  left: Value,
  right: Value,
  agoMs: z.number().nullable(),
});

/** Items of records, within a transaction that its caller ends. */
export function withinReviews(
  tx: Database,
  scope: SyncScope,
  now: () => number,
): Pick<SyncTransaction, 'open' | 'named' | 'close'> {
  const { tenant, object } = scope;
  return {
    open: (items) => openReviews(tx, scope, items),
    async named(record) {
      const { rows } = await sql`select left_value as left, right_value as right,
          extract(epoch from ${new Date(now())}::timestamptz - closed_at)::float8 * 1000 as "agoMs"
        from sync_reviews where tenant = ${tenant} and object = ${object} and record = ${record} and field = ''
          and why = 'two_users_one_contact'`.execute(tx);
      const found = z.array(NamedRow).parse(rows);
      const ids = (side: 'left' | 'right') => [...new Set(found.flatMap((row) => row[side] ?? []))];
      const ago = found.flatMap(({ agoMs }) => agoMs ?? []);
      return { left: ids('left'), right: ids('right'), ...(ago.length > 0 && { closedAgoMs: Math.min(...ago) }) };
    },
    async close(record, field) {
      await tx
        .updateTable('sync_reviews')
        .set({ closed_at: new Date(now()), closed_by: 'both sides agree' })
        .where((eb) => eb.and({ tenant, object, record, field: field ?? '', blocks: true }))
        .where('closed_at', 'is', null)
        .execute();
    },
  };
}

/** One that blocks is one item however its values change; each value that gave way has its own. */
async function openReviews(tx: Database, { tenant, object }: SyncScope, items: readonly NewReview[]): Promise<void> {
  if (items.length === 0) return;
  const rows = latest(items).map(({ record, field = '', why, blocks, left, right }) => ({
    ...{ id: randomUUID(), record, field, why, blocks, left_value: left, right_value: right },
  }));
  await sql`with n as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as n(id text, record text, field text, why text, blocks boolean, left_value jsonb, right_value jsonb)
    ), u as (
      update sync_reviews r
      set why = n.why, left_value = coalesce(n.left_value, 'null'), right_value = coalesce(n.right_value, 'null')
      from n
      where r.tenant = ${tenant} and r.object = ${object} and r.record = n.record and r.field = n.field
        and n.blocks and r.blocks and r.closed_at is null
      returning n.id
    )
    insert into sync_reviews (tenant, object, record, field, id, blocks, why, left_value, right_value)
    select ${tenant}, ${object}, record, field, id, blocks, why,
      coalesce(left_value, 'null'), coalesce(right_value, 'null')
    from n where id not in (select id from u)`.execute(tx);
}

/** Of several items about one field, that which stands. */
function latest(items: readonly NewReview[]): readonly NewReview[] {
  return [...new Map(items.map((item) => [`${item.record}|${item.field ?? ''}|${item.blocks}`, item])).values()];
}
