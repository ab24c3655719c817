import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { NewReview, SyncScope } from '../sync/ports.ts';
import type { Database } from './database.ts';

/** One that blocks is one item however its values change; each value that gave way has its own. */
export async function openReviews(
  tx: Database,
  { tenant, object }: SyncScope,
  items: readonly NewReview[],
): Promise<void> {
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
