import { sql } from 'kysely';
import { z } from 'zod';
import type { JobWriter } from '../jobs/ports.ts';
import { type SupportWork, supportQueue } from '../jobs/queues.ts';
import type { Due, DueNow, DueWork } from '../support/ports.ts';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';

const JOBS: Readonly<Record<DueWork, SupportWork>> = { ticket: 'read', customer: 'work_out', note: 'note' };
/** What happens together is done together: so long after the first word of it. */
const TOGETHER_MS: Readonly<Record<DueWork, number>> = { ticket: 2000, customer: 1500, note: 1000 };
/** A job that is lost is made again after so long, and one that was given up is tried again. */
const LOST_S = 900;

export const supportJob = (tenant: TenantId, work: SupportWork) => ({ tenant, ids: { work }, order: work });

const Inserted = z.array(z.object({ is_new: z.boolean() }));
const Rows = z.array(z.object({ id: z.string(), said: z.int(), ms: z.coerce.number() }));

/** Puts something in line, with its job where it does not wait already. `onlyIfOn`: where anything is switched on. */
export async function putDue(
  tx: Database,
  jobs: JobWriter<Database>,
  tenant: TenantId,
  work: DueWork,
  ids: readonly string[],
  onlyIfOn = false,
): Promise<void> {
  if (ids.length === 0) return;
  const isOn = sql`exists (select from sync_switches s where s.tenant = ${tenant} and s.is_on)`;
  const { rows } = await sql`insert into support_due (tenant, work, id, due_at)
    select ${tenant}, ${work}, n.id, now() + ${TOGETHER_MS[work]} * interval '1 millisecond'
    from jsonb_array_elements_text(${JSON.stringify([...new Set(ids)].toSorted())}::jsonb) as n(id)
    where ${onlyIfOn ? isOn : sql`true`}
    on conflict (tenant, work, id) do update set said = support_due.said + 1
    returning said = 1 as is_new`.execute(tx);
  if (Inserted.parse(rows).some(({ is_new }) => is_new))
    await jobs.put(tx, supportQueue, [supportJob(tenant, JOBS[work])]);
}

export async function dueOf(db: Database, tenant: TenantId, work: DueWork, most: number): Promise<DueNow> {
  const { rows } = await sql`select id, said, extract(epoch from due_at - now()) * 1000 as ms from support_due
    where tenant = ${tenant} and work = ${work} order by due_at, id limit ${most}`.execute(db);
  const found = Rows.parse(rows);
  const now = found.filter(({ ms }) => ms <= 0).map(({ id, said }) => ({ id, said }));
  const later = found.find(({ ms }) => ms > 0);
  return { now, laterMs: later && Math.ceil(later.ms) };
}

/** What was said again meanwhile stays. */
export async function endDue(tx: Database, tenant: TenantId, work: DueWork, done: readonly Due[]): Promise<void> {
  if (done.length === 0) return;
  await sql`delete from support_due d using jsonb_to_recordset(${JSON.stringify(done)}::jsonb) as n(id text, said int)
    where d.tenant = ${tenant} and d.work = ${work} and d.id = n.id and d.said = n.said`.execute(tx);
}

const Asked = z.object({ tenant: z.string(), work: z.string() });
/**
 * A customer stands differently from day to day though nothing happens: windows move on. What was off has missed more.
 * Without a ticket nothing moves, and what was last worked out grows old.
 */
const OLD_HOURS = 24;
/** With nobody at work a feed is asked so much later, once it has been read to its end: see `sync-switches.ts`. */
const IDLE_S = 45 * 60;
const MOST_AT_ONCE = 500;

/** Work that nobody's event puts in line, of all tenants at once: feeds to be asked, customers grown old, lost jobs. */
export const createSupportSweep =
  (db: Database, jobs: JobWriter<Database>, atWork: () => readonly TenantId[]) => (): Promise<void> =>
    db.transaction().execute(async (tx) => {
      const on = await tx
        .selectFrom('sync_switches')
        .select('tenant')
        .where('is_on', '=', true)
        .limit(1)
        .executeTakeFirst();
      if (!on) return;
      await sql`insert into support_feeds (tenant, feed)
      select distinct s.tenant, f.feed from sync_switches s cross join (values ('tickets'), ('breaches')) as f(feed)
      where s.is_on on conflict do nothing`.execute(tx);
      const { rows: old } = await sql`insert into support_due (tenant, work, id, due_at)
      select c.tenant, 'customer', c.kind || ':' || c.id, now()
      from sync_switches s join support_customers c on c.tenant = s.tenant
        and c.kind = case s.object when 'company' then 'organizations' else 'users' end
        and c.worked_out_at < greatest(s.set_at, now() - make_interval(hours => ${OLD_HOURS}))
      where s.is_on and s.object in ('company', 'contact')
        and exists (select from support_tickets t where t.tenant = c.tenant
          and case c.kind when 'organizations' then t.organization_id = c.id else t.requester_id = c.id end)
        and not exists (select from support_due d
          where d.tenant = c.tenant and d.work = 'customer' and d.id = c.kind || ':' || c.id)
      order by c.worked_out_at limit ${MOST_AT_ONCE} on conflict do nothing returning tenant, work`.execute(tx);
      // Not each time: a job that waits for its vendor would have others behind it.
      const { rows: lost } = await sql`update support_due d set due_at = now()
      where d.due_at <= now() - make_interval(secs => ${LOST_S})
        and exists (select from sync_switches s where s.tenant = d.tenant and s.is_on
          and (d.work <> 'note' or s.object = 'ticket')) returning d.tenant, d.work`.execute(tx);
      const { rows: feeds } = await sql`select distinct f.tenant, 'follow' as work from support_feeds f
      where (f.next_at <= now() - make_interval(secs => ${IDLE_S})
          or (f.next_at <= now() and (f.is_behind or f.tenant = any(${[...atWork()]}))))
        and exists (select from sync_switches s where s.tenant = f.tenant and s.is_on)`.execute(tx);
      const asked = [...old, ...lost, ...feeds].map((row) => Asked.parse(row));
      const each = new Map(asked.map((one) => [`${one.tenant} ${one.work}`, one]));
      const works = new Map<string, SupportWork>([...Object.entries(JOBS), ['follow', 'follow']]);
      await jobs.put(
        tx,
        supportQueue,
        [...each.values()].flatMap(({ tenant: name, work }) => {
          const [tenant, job] = [tenantId(name), works.get(work)];
          return tenant && job ? [supportJob(tenant, job)] : [];
        }),
      );
    });
