import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { JobWriter } from '../jobs/ports.ts';
import { type SyncWork, syncMakeQueue, syncQueue } from '../jobs/queues.ts';
import type { Side } from '../sync/canonical/canon.ts';
import type { Because } from '../sync/decide/decision.ts';
import type { Noted } from '../sync/noted.ts';
import type { SyncScope, SyncStore } from '../sync/ports.ts';
import type { Database } from './database.ts';
import { changeIn } from './on-record.ts';
import { readErased } from './sync-erasures.ts';
import { addFigures } from './sync-figures.ts';
import { syncJob, syncMakeJob } from './sync-job.ts';
import { readPartners, replayLinked } from './sync-partners.ts';
import { withinSync } from './sync-transaction.ts';

/** Of another release, or damaged: the list is read from its beginning. */
const Marks = z.array(z.string());
const deliverTo: Readonly<Record<Side, SyncWork>> = { left: 'deliver_left', right: 'deliver_right' };
const readTold: Readonly<Record<Side, SyncWork>> = { left: 'told_left', right: 'told_right' };

/** Hears what has happened, once it is stored. */
interface SyncListener {
  decided(scope: SyncScope, because: Because): void;
  noted(scope: SyncScope, noted: readonly Noted[]): void;
}
const nobody: SyncListener = { decided() {}, noted() {} };

/** What sync knows, in the database. */
export function createSyncStore(
  db: Database,
  jobs: JobWriter<Database>,
  now: () => number,
  listener: SyncListener = nobody,
): SyncStore {
  const store: SyncStore = {
    newId: randomUUID,
    erased: (scope) => readErased(db, scope),
    partners: (...asked) => readPartners(db, ...asked),
    replayLinked: (scope, companies) => replayLinked(db, jobs, scope, companies),
    async transact(scope, work, record, isDone) {
      const noted: Noted[] = [];
      const decided: Because[] = [];
      const hear = { note: (each: Noted) => void noted.push(each), decide: (each: Because) => void decided.push(each) };
      const transact = async (tx: Database) => {
        const wanted = new Set<Side>();
        const works = new Set<SyncWork>();
        const line = {
          deliver: (side: Side) => void works.add(deliverTo[side]),
          make: (to: Side) => void wanted.add(to),
          read: (side: Side) => void works.add(readTold[side]),
          look: () => void works.add('look_at_fields'),
          decide: () => void works.add('decided'),
        };
        const result = await work(withinSync(tx, scope, now, line, hear));
        await addFigures(tx, scope, now(), noted);
        const { tenant, object } = scope;
        await jobs.put(
          tx,
          syncQueue,
          [...works].map((work) => syncJob(tenant, object, work)),
        );
        await jobs.put(
          tx,
          syncMakeQueue,
          [...wanted].map((to) => syncMakeJob(tenant, object, to)),
        );
        return result;
      };
      const done = await changeIn(db, record, transact, isDone);
      for (const because of decided) listener.decided(scope, because);
      listener.noted(scope, noted);
      return done;
    },
    async note(scope, noted) {
      await addFigures(db, scope, now(), noted);
      listener.noted(scope, noted);
    },
    tell: (scope, side, vendorIds) => store.transact(scope, (tx) => tx.tell(side, vendorIds)),
    async told({ tenant, object }, side, most) {
      const rows = await db
        .selectFrom('sync_told')
        .select(['vendor_id', 'told_at'])
        .where((eb) => eb.and({ tenant, object, side }))
        .orderBy('told_at')
        .limit(most)
        .execute();
      return rows.map((row) => ({ vendorId: row.vendor_id, atMs: row.told_at.getTime() }));
    },
    async heard({ tenant, object }, side, told) {
      if (told.length === 0) return;
      const rows = told.map(({ vendorId, atMs }) => ({ vendor_id: vendorId, told_at: new Date(atMs) }));
      await sql`delete from sync_told t
        using jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(vendor_id text, told_at timestamptz)
        where t.tenant = ${tenant} and t.object = ${object} and t.side = ${side}
          and t.vendor_id = n.vendor_id and t.told_at <= n.told_at`.execute(db);
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
  return store;
}
