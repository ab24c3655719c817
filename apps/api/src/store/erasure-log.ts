import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { JobQueue, JobWriter } from '../jobs/ports.ts';
import { erasureQueue } from '../jobs/queues.ts';
import type { ErasureLog } from '../privacy/ports.ts';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { AGAIN_S, erasureOf, receiptOf } from './erasure-rows.ts';
import { changeIn } from './on-record.ts';
import { memoryOf } from './process-log.ts';

/** As a kind of record of sync is called, whose marks stand in the same table. */
const PEOPLE = 'person';

const jobOf = (tenant: TenantId, erasureId: string) => ({ tenant, ids: { erasureId }, order: erasureId });

/** Erasures of people: what was asked for, by what they are known again, and what came of each step. */
export function createErasureLog(db: Database, jobs: JobWriter<Database>): ErasureLog {
  const own = (tenant: TenantId, id: string) => sql`tenant = ${tenant} and id = ${id}`;

  async function ofMarks(within: Database, tenant: TenantId, marks: readonly string[]) {
    if (marks.length === 0) return undefined;
    const { rows } = await sql`select e.* from erasures e where e.tenant = ${tenant} and exists (
      select from sync_erasures m where m.tenant = ${tenant} and m.object = ${PEOPLE} and m.erasure = e.id
        and m.mark = any(${[...marks]}::text[])) order by asked_at desc limit 1`.execute(within);
    return rows.map(erasureOf)[0];
  }

  async function keepMarks(within: Database, tenant: TenantId, erasure: string, marks: readonly string[]) {
    if (marks.length === 0) return;
    await within
      .insertInto('sync_erasures')
      .values([...new Set(marks)].toSorted().map((mark) => ({ tenant, object: PEOPLE, mark, erasure })))
      .onConflict((c) => c.columns(['tenant', 'object', 'mark']).doUpdateSet({ erasure, erased_at: sql`now()` }))
      .execute();
  }

  return {
    ask(tenant, { person, cause, by, reason = null, marks, own: theirs }, record) {
      const ask = async (tx: Database) => {
        const known = await ofMarks(tx, tenant, theirs);
        if (known?.state === 'restorable') {
          await sql`update erasures set state = 'waiting', cause = ${cause}, asked_by = ${by}, reason = ${reason},
            asked_at = now(), checked_at = now() where ${own(tenant, known.id)}`.execute(tx);
          await jobs.put(tx, erasureQueue, [jobOf(tenant, known.id)]);
          return { id: known.id, isNew: true };
        }
        // One that is over is done again: somebody may have been let in since, by hand.
        if (known && (known.endedAt === undefined || cause === 'helpdesk' || cause === 'crm'))
          return { id: known.id, isNew: false };
        const id = randomUUID();
        await tx
          .insertInto('erasures')
          .values({
            tenant,
            id,
            cause,
            asked_by: by,
            person: JSON.stringify(person),
            ...(reason !== null && { reason }),
          })
          .execute();
        await keepMarks(tx, tenant, id, marks);
        await jobs.put(tx, erasureQueue, [jobOf(tenant, id)]);
        return { id, isNew: true };
      };
      return changeIn(db, record, ask, ({ isNew }) => isNew);
    },
    async find(tenant, id) {
      const { rows } = await sql`select * from erasures where ${own(tenant, id)}`.execute(db);
      return rows.map(erasureOf)[0];
    },
    ofMarks: (tenant, marks) => ofMarks(db, tenant, marks),
    async list(tenant, most) {
      const { rows } = await sql<{ findings: number }>`select e.*, (select count(*)::int from erasure_steps s
          where s.tenant = e.tenant and s.erasure = e.id and s.state <> 'done') as findings
        from erasures e where tenant = ${tenant}
        order by (state = 'done'), asked_at desc limit ${most}`.execute(db);
      return rows.map((row) => ({ ...erasureOf(row), findings: row.findings }));
    },
    hold(tenant, { person, by, marks, own: theirs, dueAt, id }, record) {
      const hold = async (tx: Database) => {
        const known = await ofMarks(tx, tenant, theirs);
        if (known) return { id: known.id, isNew: false };
        await sql`insert into erasures (tenant, id, cause, asked_by, state, person, due_at) values (${tenant}, ${id},
          ${by}, ${by}, 'restorable', ${JSON.stringify(person)}, ${dueAt})`.execute(tx);
        await keepMarks(tx, tenant, id, marks);
        return { id, isNew: true };
      };
      return changeIn(db, record, hold, ({ isNew }) => isNew);
    },
    async release(tenant, id) {
      await sql`update erasures set state = 'waiting', checked_at = now()
        where ${own(tenant, id)} and state = 'restorable'`.execute(db);
    },
    async letGo(tenant, id, record) {
      const letGo = async (tx: Database) => {
        const { numAffectedRows } = await sql`delete from erasures where ${own(tenant, id)}
          and state = 'restorable'`.execute(tx);
        if (!numAffectedRows) return false;
        await sql`delete from erasure_steps where tenant = ${tenant} and erasure = ${id}`.execute(tx);
        await sql`delete from sync_erasures where tenant = ${tenant} and object = ${PEOPLE}
          and erasure = ${id}`.execute(tx);
        return true;
      };
      await changeIn(db, record, letGo, Boolean);
    },
    keepMarks: (tenant, id, marks) => keepMarks(db, tenant, id, marks),
    async keepPerson(tenant, id, person) {
      await sql`update erasures set person = ${JSON.stringify(person)},
        state = case state when 'waiting' then 'running' else state end where ${own(tenant, id)}`.execute(db);
    },
    async settling(tenant, id) {
      await sql`update erasures set state = 'settling', checked_at = now() where ${own(tenant, id)}`.execute(db);
    },
    async end(tenant, id, state, backupsUntil, record) {
      const end = async (tx: Database) => {
        const { rows } = await sql<{ was: string }>`with before as (
            select state from erasures where ${own(tenant, id)} for update)
          update erasures set state = ${state}, person = null, checked_at = now(),
            ended_at = coalesce(ended_at, now()), backups_until = coalesce(backups_until, ${backupsUntil})
          where ${own(tenant, id)} returning (select state from before) as was`.execute(tx);
        return rows.some(({ was }) => was !== state);
      };
      await changeIn(db, record, end, Boolean);
    },
    async put(tenant, erasure, { place, state, n, reason = null, owner = null, ref = null }) {
      await sql`insert into erasure_steps (tenant, erasure, place, state, n, reason, owner, ref)
        values (${tenant}, ${erasure}, ${place}, ${state}, ${n}, ${reason}, ${owner}, ${ref})
        on conflict (tenant, erasure, place) do update set state = excluded.state, at = now(),
          n = erasure_steps.n + excluded.n, tries = erasure_steps.tries + 1,
          reason = excluded.reason, owner = excluded.owner, ref = excluded.ref`.execute(db);
    },
    async receipts(tenant, erasure) {
      const { rows } = await sql`select * from erasure_steps where tenant = ${tenant} and erasure = ${erasure}
        order by place`.execute(db);
      return rows.map(receiptOf);
    },
  };
}

/** All marks of people of one tenant. */
export async function readErasedPeople(db: Database, tenant: TenantId): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ mark: string }>`select mark from sync_erasures
    where tenant = ${tenant} and object = ${PEOPLE}`.execute(db);
  return new Set(rows.map(({ mark }) => mark));
}

/** Whoever is known by the one mark is known by the others, too, for as long. */
export async function keepAlsoKnown(
  db: Database,
  tenant: TenantId,
  known: string,
  marks: readonly string[],
): Promise<void> {
  await sql`insert into sync_erasures (tenant, object, mark, erasure)
    select m.tenant, m.object, also.mark, m.erasure from sync_erasures m, unnest(${[...marks]}::text[]) as also (mark)
    where m.tenant = ${tenant} and m.object = ${PEOPLE} and m.mark = ${known}
    on conflict (tenant, object, mark) do nothing`.execute(db);
}

/** This process has emptied its memory of a tenant: it says so in the receipts of what is under way there. */
export async function noteEmptied(db: Database, tenant: TenantId, process: string): Promise<void> {
  await sql`insert into erasure_steps (tenant, erasure, place, state)
    select tenant, id, ${memoryOf(process)}, 'done' from erasures
    where tenant = ${tenant} and state in ('running', 'settling')
    on conflict (tenant, erasure, place) do update set at = now(), tries = erasure_steps.tries + 1,
      state = excluded.state, reason = null, owner = null`.execute(db);
}

/** One job for each erasure that is to be looked at once more, or whose job was lost or given up. */
export const createErasureSweep = (db: Database, jobs: Pick<JobQueue<Database>, 'putMissing'>) => (): Promise<void> =>
  db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ tenant: string; id: string }>`update erasures set checked_at = now()
        where (tenant, id) in (select tenant, id from erasures where state <> 'done'
          and (checked_at <= now() - make_interval(secs => case state when 'settling' then ${AGAIN_S.settling}::int
            when 'restorable' then ${AGAIN_S.restorable}::int else ${AGAIN_S.running}::int end)
            or (state = 'restorable' and due_at <= now() and checked_at <= now() - interval '1 hour'))
          order by checked_at limit 500 for update skip locked)
        returning tenant, id`.execute(tx);
    const due = rows.flatMap(({ tenant, id }) => {
      const own = tenantId(tenant);
      return own ? [jobOf(own, id)] : [];
    });
    await jobs.putMissing(tx, erasureQueue, due);
  });
