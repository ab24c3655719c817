import { createHash } from 'node:crypto';
import { erasePersonInSync, PEOPLE } from '@sidelight/api/composition/sync-people.ts';
import { erasureQueue, queues } from '@sidelight/api/jobs/queues.ts';
import { askErasure } from '@sidelight/api/privacy/ask-erasure.ts';
import { dataInventory } from '@sidelight/api/privacy/data-inventory.ts';
import { type ErasePersonDeps, erasePerson } from '@sidelight/api/privacy/erase-person.ts';
import { createErasedPeople } from '@sidelight/api/privacy/erased-people.ts';
import type { ErasureCause } from '@sidelight/api/privacy/ports.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import {
  createErasureLog,
  createErasureSweep,
  keepAlsoKnown,
  readErasedPeople,
} from '@sidelight/api/store/erasure-log.ts';
import { createPersonRows } from '@sidelight/api/store/person-rows.ts';
import { toldToErase } from '@sidelight/api/store/sync-erasures.ts';
import { createSyncStore } from '@sidelight/api/store/sync-store.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { openJobStage } from './job-stage.ts';
import { ben, dana, knownBy, plant } from './planted-person.ts';

export const [acme, other] = [requireTenant('acme'), requireTenant('other')];
export const DAY_MS = 86_400_000;

export const marksOf = async (texts: readonly string[]): Promise<string[]> =>
  texts.map((text) => createHash('sha256').update(text).digest('base64url'));

const raise = (error: unknown): never => {
  throw error;
};

/** Erasures over a real store, whose jobs are worked on when a test says so. */
export async function openErasureStage(opened: OpenDatabase) {
  const stage = await openJobStage(opened, [...queues]);
  const { db } = opened;
  const state: { held: 'held' | 'gone' | 'unknown' } = { held: 'gone' };
  const log = createErasureLog(db, stage.jobs);
  const rows = createPersonRows(db, ['email']);
  const store = createSyncStore(db, stage.jobs, Date.now);
  const asked = (all: readonly string[]) => toldToErase(db, { tenant: acme, object: PEOPLE }, all);
  const erased = createErasedPeople({
    ...{
      read: (tenant) => readErasedPeople(db, tenant),
      marksOf: () => marksOf,
      steadyNow: Date.now,
      onTrouble: raise,
    },
    keepAlso: (tenant, known, marks) => keepAlsoKnown(db, tenant, known, marks),
  });
  const deps: ErasePersonDeps = {
    ...{ tenant: acme, log, rows, marksOf, isHeld: async () => state.held, now: Date.now },
    eraseInSync: (person, told) =>
      erasePersonInSync({ tenant: acme, store, marks: { of: marksOf }, addresses: ['email'], asked }, person, told),
    emptyMemories: async () => erased.forget(acme),
    ...{ silentProcesses: async () => [], letGone: async () => {} },
    ownerOf: (system) => `${system} owners`,
    backupsKeptMs: 30 * DAY_MS,
    onTrouble: raise,
  };
  const work = (own = deps) =>
    stage.work(erasureQueue, { run: (job, signal) => erasePerson(own, job.ids.erasureId, signal) });
  return {
    ...{ state, log, rows, store, erased, deps, work, jobs: stage.jobs },
    ask: (part = knownBy({ addresses: [dana.email] }), cause: ErasureCause = 'page') =>
      askErasure({ tenant: acme, log, rows, marksOf }, part, cause, 'Lea'),
    /** As an hour later. */
    async later(): Promise<void> {
      await sql`update erasures set checked_at = now() - interval '2 hours'`.execute(db);
      await createErasureSweep(db, stage.jobs)();
      await work();
    },
    /** Two people of one helpdesk, and the first of them in another one too. */
    async plantAll(): Promise<void> {
      state.held = 'gone';
      erased.forget();
      await db.transaction().execute(async (tx) => {
        await sql`select set_config('sidelight.forgets', '*', true)`.execute(tx);
        await sql`truncate audit, audit_heads, audit_signed_heads, audit_checks`.execute(tx);
        for (const table of Object.keys(dataInventory)) await sql`delete from ${sql.table(table)}`.execute(tx);
      });
      await sql`delete from sidelight_jobs.job`.execute(db);
      for (const [tenant, person] of [
        [acme, dana],
        [acme, ben],
        [other, dana],
      ] as const)
        await plant(db, tenant, person);
    },
    close: () => stage.close(),
  };
}

export type ErasureStage = Awaited<ReturnType<typeof openErasureStage>>;
