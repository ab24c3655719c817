import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { JobWriter } from '../jobs/ports.ts';
import { type SyncWork, syncQueue } from '../jobs/queues.ts';
import type { Side } from '../sync/canonical/canon.ts';
import type { SyncStore } from '../sync/ports.ts';
import type { Database } from './database.ts';
import { syncJob } from './sync-job.ts';
import { withinSync } from './sync-transaction.ts';

/** Of another release, or damaged: the list is read from its beginning. */
const Marks = z.array(z.string());
const deliverTo: Readonly<Record<Side, SyncWork>> = { left: 'deliver_left', right: 'deliver_right' };

/** What sync knows, in the database. */
export function createSyncStore(db: Database, jobs: JobWriter<Database>, now: () => number): SyncStore {
  return {
    newId: randomUUID,
    transact(scope, work) {
      return db.transaction().execute(async (tx) => {
        const due = new Set<Side>();
        const result = await work(withinSync(tx, scope, now, (side) => due.add(side)));
        const { tenant, object } = scope;
        await jobs.put(
          tx,
          syncQueue,
          [...due].map((side) => syncJob(tenant, object, deliverTo[side])),
        );
        return result;
      });
    },
    async cursor({ tenant, object }, side) {
      const row = await db
        .selectFrom('sync_cursors')
        .select('cursor')
        .where((eb) => eb.and({ tenant, object, side }))
        .executeTakeFirst();
      return row?.cursor;
    },
    async marks({ tenant, object }, side) {
      const row = await db
        .selectFrom('sync_list_marks')
        .select('marks')
        .where((eb) => eb.and({ tenant, object, side }))
        .executeTakeFirst();
      return Marks.catch([]).parse(row?.marks ?? []);
    },
    async keepMarks({ tenant, object }, side, marks) {
      const kept = { marks: JSON.stringify(marks), kept_at: new Date(now()) };
      await db
        .insertInto('sync_list_marks')
        .values({ tenant, object, side, ...kept })
        .onConflict((conflict) => conflict.columns(['tenant', 'object', 'side']).doUpdateSet(kept))
        .execute();
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
  };
}
