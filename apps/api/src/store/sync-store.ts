import { z } from 'zod';
import type { JobWriter } from '../jobs/ports.ts';
import { type SyncWork, syncQueue } from '../jobs/queues.ts';
import type { Side } from '../sync/canonical/canon.ts';
import { ReviewWhy, Value } from '../sync/field-state.ts';
import type { DeadLetter, Review, SyncScope, SyncStore } from '../sync/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { StoredSide, withinSync } from './sync-transaction.ts';

const iso = (at: Date) => new Date(at).toISOString();
const StoredReason = z.enum([
  ...(['mapping', 'validation', 'duplicate', 'permission', 'gone', 'protected', 'not_taken'] as const),
]);
const StoredClass = z.string().nullable();

export const deliveryOf = (tenant: TenantId, object: string, side: Side) => {
  const work: SyncWork = side === 'left' ? 'deliver_left' : 'deliver_right';
  return { tenant, ids: { object, work }, order: `${object}|${work}` };
};

/** What sync knows, in the database. */
export function createSyncStore(
  db: Database,
  jobs: JobWriter<Database>,
  { now, reviewDueMs }: { now(): number; reviewDueMs: number },
): SyncStore {
  const ofScope = ({ tenant, object }: SyncScope, side: Side) =>
    [
      ['tenant', tenant],
      ['object', object],
      ['side', side],
    ] as const;
  return {
    transact(scope, work) {
      return db.transaction().execute(async (tx) => {
        const due = new Set<Side>();
        const result = await work(withinSync(tx, scope, now, (side) => due.add(side)));
        const { tenant, object } = scope;
        await jobs.put(
          tx,
          syncQueue,
          [...due].map((side) => deliveryOf(tenant, object, side)),
        );
        return result;
      });
    },
    async cursor(scope, side) {
      let query = db.selectFrom('sync_cursors').select('cursor');
      for (const [column, value] of ofScope(scope, side)) query = query.where(column, '=', value);
      return (await query.executeTakeFirst())?.cursor;
    },
    async moveCursor({ tenant, object }, side, cursor) {
      await db
        .insertInto('sync_cursors')
        .values({ tenant, object, side, cursor })
        .onConflict((conflict) =>
          conflict.columns(['tenant', 'object', 'side']).doUpdateSet({ cursor, moved_at: new Date(now()) }),
        )
        .execute();
    },
    async reviews(tenant: TenantId, most) {
      const rows = await db
        .selectFrom('sync_reviews')
        .selectAll()
        .where('tenant', '=', tenant)
        .where('closed_at', 'is', null)
        .orderBy('blocks', 'desc')
        .orderBy('opened_at')
        .limit(most)
        .execute();
      return rows.map(
        (row): Review => ({
          ...{ id: row.id, object: row.object, record: row.record, why: ReviewWhy.parse(row.why), blocks: row.blocks },
          ...(row.field !== '' && { field: row.field }),
          ...{ left: Value.parse(row.left_value), right: Value.parse(row.right_value) },
          ...{ openedAt: iso(row.opened_at), dueAt: iso(new Date(new Date(row.opened_at).getTime() + reviewDueMs)) },
        }),
      );
    },
    async deadLetters(tenant, most) {
      const rows = await db
        .selectFrom('sync_dead_letters')
        .selectAll()
        .where('tenant', '=', tenant)
        .orderBy('died_at')
        .limit(most)
        .execute();
      return rows.map((row): DeadLetter => {
        const valueClass = StoredClass.parse(row.value_class);
        return {
          ...{ id: row.id, object: row.object, record: row.record, side: StoredSide.parse(row.side), field: row.field },
          ...{ reason: StoredReason.parse(row.reason), at: iso(row.died_at) },
          ...(valueClass !== null && { valueClass }),
        };
      });
    },
  };
}
