import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { JobWriter } from '../jobs/ports.ts';
import { supportQueue } from '../jobs/queues.ts';
import type { SupportStore } from '../support/ports.ts';
import type { Database } from './database.ts';
import { endDue, putDue, supportJob } from './support-due.ts';

type Notes = Pick<SupportStore, 'notes' | 'partners' | 'noted' | 'replay' | 'wakeNotes' | 'countNotes' | 'noteAll'>;

/** Where a note that was not accepted waits: with what else was not. */
const LETTER = { object: 'ticket', side: 'left', field: 'note' } as const;

const SoFar = z.object({ object: z.string(), written: z.int(), waiting: z.int() });

/** What is known of the notes in the CRM. */
export function createSupportNotes(db: Database, jobs: JobWriter<Database>): Notes {
  return {
    async notes(tenant, ids) {
      if (ids.length === 0) return new Map();
      const rows = await db
        .selectFrom('support_notes')
        .select(['ticket_id', 'hash', 'about_at'])
        .where('tenant', '=', tenant)
        .where('ticket_id', 'in', ids)
        .execute();
      return new Map(
        rows.map(({ ticket_id, hash, about_at }) => [
          ticket_id,
          { ticketId: ticket_id, hash, aboutAtMs: new Date(about_at).getTime() },
        ]),
      );
    },
    async partners(tenant, object, ids) {
      if (ids.length === 0) return new Map();
      const rows = await db
        .selectFrom('sync_records')
        .select(['left_id', 'right_id'])
        .where('tenant', '=', tenant)
        .where('object', '=', object)
        .where('right_id', 'in', ids)
        .where('hold', 'is', null)
        .execute();
      return new Map(rows.map(({ left_id, right_id }) => [right_id, left_id]));
    },
    async noted(tenant, { written, refused, over, done }) {
      await db.transaction().execute(async (tx) => {
        if (written.length > 0) {
          const rows = written.map(({ ticketId, hash, aboutAtMs }) => ({
            ...{ id: ticketId, hash, at: new Date(aboutAtMs).toISOString() },
          }));
          await sql`insert into support_notes (tenant, ticket_id, hash, about_at)
            select ${tenant}, n.id, n.hash, n.at
            from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(id text, hash text, at timestamptz)
            on conflict (tenant, ticket_id) do update
              set hash = excluded.hash, about_at = excluded.about_at, written_at = now()`.execute(tx);
        }
        for (const { ticketId, reason } of refused)
          await tx
            .insertInto('sync_dead_letters')
            .values({ ...LETTER, tenant, record: ticketId, id: randomUUID(), reason, value_class: null })
            .onConflict((conflict) =>
              conflict
                .columns(['tenant', 'object', 'record', 'side', 'field'])
                .doUpdateSet({ reason, replay_by: null, died_at: sql`now()` }),
            )
            .execute();
        const taken = written.map(({ ticketId }) => ticketId);
        if (taken.length > 0)
          await tx
            .deleteFrom('sync_dead_letters')
            .where((eb) => eb.and({ ...LETTER, tenant }))
            .where('record', 'in', taken)
            .execute();
        if (over.length > 0)
          await tx.deleteFrom('support_notes').where('tenant', '=', tenant).where('ticket_id', 'in', over).execute();
        await endDue(tx, tenant, 'note', done);
      });
    },
    async replay(tenant) {
      await db.transaction().execute(async (tx) => {
        const wanted = await tx
          .deleteFrom('sync_dead_letters')
          .where((eb) => eb.and({ ...LETTER, tenant }))
          .where('replay_by', 'is not', null)
          .returning('record')
          .execute();
        const ids = wanted.map(({ record }) => record);
        await putDue(tx, jobs, tenant, 'note', ids);
      });
    },
    async wakeNotes(tenant) {
      await db.transaction().execute((tx) => jobs.put(tx, supportQueue, [supportJob(tenant, 'note')]));
    },
    countNotes: async (tenant) => (await noteworthy(db, tenant)).length,
    async noteAll(tenant) {
      return db.transaction().execute(async (tx) => {
        const ids = await noteworthy(tx, tenant);
        await putDue(tx, jobs, tenant, 'note', ids);
        return ids.length;
      });
    },
  };
}

/** How many have been written, and how many tickets wait for theirs. */
export async function notesSoFar(db: Database, tenant: string) {
  const { rows } = await sql`select 'ticket' as object,
    (select count(*)::int from support_notes where tenant = ${tenant}) written,
    (select count(*)::int from support_due where tenant = ${tenant} and work = 'note') waiting`.execute(db);
  return z.array(SoFar).parse(rows);
}

/** Tickets of those who are linked. */
async function noteworthy(db: Database, tenant: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select t.id from support_tickets t where t.tenant = ${tenant} and exists (
    select from sync_records r where r.tenant = t.tenant and r.hold is null
      and ((r.object = 'contact' and r.right_id = t.requester_id)
        or (r.object = 'company' and r.right_id = t.organization_id)))`.execute(db);
  return rows.map(({ id }) => id);
}
