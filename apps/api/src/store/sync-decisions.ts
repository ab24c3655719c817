import type { OnRecord } from '../audit/ports.ts';
import type { JobWriter } from '../jobs/ports.ts';
import { syncQueue } from '../jobs/queues.ts';
import type { Choice } from '../sync/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { changeIn } from './on-record.ts';
import { syncJob } from './sync-job.ts';

export interface LetterFilter {
  readonly object?: string | undefined;
  readonly reason?: string | undefined;
  readonly id?: string | undefined;
}

/** What has to hold of a letter's row. */
export const lettersOf = (tenant: TenantId, { object, reason, id }: LetterFilter) => ({
  ...{ tenant },
  ...(object !== undefined && { object }),
  ...(reason !== undefined && { reason }),
  ...(id !== undefined && { id }),
});

/** What people say about items and dead letters: stored, with the job that does it. */
export function createSyncDecisions(db: Database, jobs: JobWriter<Database>) {
  /** The jobs that do what was said of these rows. */
  const work = (tenant: TenantId, rows: readonly { readonly object: string }[]) =>
    [...new Set(rows.map(({ object }) => object))].map((object) => syncJob(tenant, object, 'decided'));
  return {
    /** Answers how many of them are still open. Said twice, the last counts until it has been done. */
    async choose(
      tenant: TenantId,
      reviews: readonly string[],
      choice: Choice,
      by: string,
      record?: OnRecord,
    ): Promise<number> {
      if (reviews.length === 0) return 0;
      const choose = async (tx: Database) => {
        const rows = await tx
          .updateTable('sync_reviews')
          .set({ choice: JSON.stringify({ by, choice }) })
          .where('tenant', '=', tenant)
          .where('id', 'in', reviews)
          .where('closed_at', 'is', null)
          .returning('object')
          .execute();
        await jobs.put(tx, syncQueue, work(tenant, rows));
        return rows.length;
      };
      return changeIn(db, record, choose, isSome);
    },
    /**
     * What was decided of them and not done yet is not; what has been done since then is undone. Answers how many it
     * is tried for: one about which something else has been decided meanwhile stays.
     */
    async takeBack(
      tenant: TenantId,
      reviews: readonly string[],
      doneSince: Date,
      by: string,
      record?: OnRecord,
    ): Promise<number> {
      if (reviews.length === 0) return 0;
      const takeBack = async (tx: Database) => {
        const waiting = await tx
          .updateTable('sync_reviews')
          .set({ choice: null })
          .where('tenant', '=', tenant)
          .where('id', 'in', reviews)
          .where('closed_at', 'is', null)
          .where('choice', 'is not', null)
          .returning('id')
          .execute();
        const done = await tx
          .updateTable('sync_reviews')
          .set({ undo_by: by })
          .where('tenant', '=', tenant)
          .where('id', 'in', reviews)
          .where('closed_at', '>', doneSince)
          .where('before', 'is not', null)
          .returning('object')
          .execute();
        await jobs.put(tx, syncQueue, work(tenant, done));
        return waiting.length + done.length;
      };
      return changeIn(db, record, takeBack, isSome);
    },
    /** Answers how many are tried again. */
    async replay(tenant: TenantId, filter: LetterFilter, by: string, record?: OnRecord): Promise<number> {
      const replay = async (tx: Database) => {
        const rows = await tx
          .updateTable('sync_dead_letters')
          .set({ replay_by: by })
          .where((eb) => eb.and(lettersOf(tenant, filter)))
          .returning('object')
          .execute();
        await jobs.put(tx, syncQueue, work(tenant, rows));
        return rows.length;
      };
      return changeIn(db, record, replay, isSome);
    },
  };
}
const isSome = (count: number) => count > 0;
export type SyncDecisions = ReturnType<typeof createSyncDecisions>;
