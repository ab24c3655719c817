import type { JobWriter } from '../jobs/ports.ts';
import { syncQueue } from '../jobs/queues.ts';
import type { Choice } from '../sync/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';

export interface LetterFilter {
  readonly object?: string | undefined;
  readonly reason?: string | undefined;
  readonly id?: string | undefined;
}

/** What people say about items and dead letters: stored, with the job that does it. */
export function createSyncDecisions(db: Database, jobs: JobWriter<Database>) {
  const work = (tenant: TenantId, objects: readonly string[]) =>
    [...new Set(objects)].map((object) => ({
      ...{ tenant, ids: { object, work: 'decided' as const }, order: `${object}|decided` },
    }));
  return {
    /** Answers how many of them are still open. Said twice, the last counts until it has been done. */
    async choose(tenant: TenantId, reviews: readonly string[], choice: Choice, by: string): Promise<number> {
      if (reviews.length === 0) return 0;
      return db.transaction().execute(async (tx) => {
        const rows = await tx
          .updateTable('sync_reviews')
          .set({ choice: JSON.stringify({ by, choice }) })
          .where('tenant', '=', tenant)
          .where('id', 'in', reviews)
          .where('closed_at', 'is', null)
          .returning('object')
          .execute();
        await jobs.put(
          tx,
          syncQueue,
          work(
            tenant,
            rows.map(({ object }) => object),
          ),
        );
        return rows.length;
      });
    },
    /** Answers how many are tried again. */
    async replay(tenant: TenantId, { object, reason, id }: LetterFilter, by: string): Promise<number> {
      return db.transaction().execute(async (tx) => {
        let query = tx.updateTable('sync_dead_letters').set({ replay_by: by }).where('tenant', '=', tenant);
        if (object !== undefined) query = query.where('object', '=', object);
        if (reason !== undefined) query = query.where('reason', '=', reason);
        if (id !== undefined) query = query.where('id', '=', id);
        const rows = await query.returning('object').execute();
        await jobs.put(
          tx,
          syncQueue,
          work(
            tenant,
            rows.map((row) => row.object),
          ),
        );
        return rows.length;
      });
    },
  };
}
export type SyncDecisions = ReturnType<typeof createSyncDecisions>;
