import type { IssueReport } from '@sidelight/shared/customer/ticket-issues.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { JobQueue, JobWriter } from '../jobs/ports.ts';
import { issueWatchQueue } from '../jobs/queues.ts';
import { basisOfIssue } from '../marks/issue-basis.ts';
import type { IssueReports } from '../marks/issue-ports.ts';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { putMark } from './mark-log.ts';
import { changeIn } from './on-record.ts';

/** So often an issue is looked at that somebody waits for. */
const LOOK_EVERY_S = 300;
/** The same while nobody is at work: a helpdesk that sleeps is not woken for less. */
const IDLE_EVERY_S = 3600;
/** So long the tracker may not show an issue before the tickets are told: rights are taken and given back. */
const GONE_AFTER_HOURS = 24;

const Row = z.object({
  id: z.string(),
  tickets: z.coerce.number().int(),
  is_linked: z.boolean(),
  is_awaited: z.boolean(),
  told_at: z.date().nullable(),
  note_state: z.string().nullable(),
});
const Ended = z.object({ ticket_id: z.string(), title: z.string() });

const reportOf = (row: unknown): IssueReport => {
  const { id, tickets, is_linked, is_awaited, told_at, note_state } = Row.parse(row);
  return {
    ...{ id, tickets, isLinked: is_linked, isAwaited: is_awaited },
    ...(told_at && { toldAt: told_at.toISOString(), note: noteOf(note_state) }),
  };
};

/** By its mark, which is forgotten some time after the note was written. */
const noteOf = (state: string | null): IssueReport['note'] =>
  state === null || state === 'done' ? 'written' : state === 'given_up' ? 'refused' : 'waiting';

async function read(db: Database, tenant: TenantId, ticketId: string, ids: readonly string[]): Promise<IssueReport[]> {
  const { rows } = await sql`
    select n.id, count(r.linked_at) as tickets,
      coalesce(bool_or(r.linked_at is not null) filter (where r.ticket_id = ${ticketId}), false) as is_linked,
      coalesce(bool_or(r.awaited_at is not null) filter (where r.ticket_id = ${ticketId}), false) as is_awaited,
      max(r.told_at) filter (where r.ticket_id = ${ticketId}) as told_at,
      (select m.state from ticket_marks m where m.tenant = ${tenant} and m.ticket_id = ${ticketId}
        and m.basis in (${basisOfIssue('closed', '')} || n.id, ${basisOfIssue('gone', '')} || n.id)
        order by (m.state = 'done') desc limit 1) as note_state
    from (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) as id
      union select issue_id from issue_reports where tenant = ${tenant} and ticket_id = ${ticketId}) n
    left join issue_reports r on r.tenant = ${tenant} and r.issue_id = n.id
    group by n.id order by n.id`.execute(db);
  return rows.map(reportOf);
}

/** Which tickets people have linked to which issues, and which are to be told. */
export function createIssueReports(db: Database, jobs: JobWriter<Database>): IssueReports {
  /** Those that wait for these issues. */
  const awaiting = (tenant: TenantId, ids: readonly string[]) => sql`tenant = ${tenant} and awaited_at is not null
    and told_at is null and issue_id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`;
  return {
    of: (tenant, ticketId, ids) => read(db, tenant, ticketId, ids),
    say: (tenant, ticketId, { id, title }, want, by, record) =>
      changeIn(db, record, async (tx) => {
        const row = sql`tenant = ${tenant} and issue_id = ${id} and ticket_id = ${ticketId}`;
        if (want === 'link' || want === 'tell') {
          const said = want === 'link' ? 'linked' : 'awaited';
          const [who, when] = [sql.ref(`${said}_by`), sql.ref(`${said}_at`)] as const;
          // Who said it first has said it.
          await sql`insert into issue_reports (tenant, issue_id, ticket_id, title, ${who}, ${when})
            values (${tenant}, ${id}, ${ticketId}, ${title}, ${by}, now())
            on conflict (tenant, issue_id, ticket_id) do update set title = excluded.title, said_at = now(),
              ${who} = coalesce(issue_reports.${who}, excluded.${who}),
              ${when} = coalesce(issue_reports.${when}, excluded.${when})`.execute(tx);
        } else {
          const taken =
            want === 'unlink'
              ? sql`linked_by = null, linked_at = null`
              : sql`awaited_by = null, awaited_at = null, looked_at = null, gone_since = null`;
          // What is in line to be noted is not called back.
          const isOpen = want === 'unlink' ? sql`true` : sql`told_at is null`;
          await sql`update issue_reports set ${taken}, said_at = now() where ${row} and ${isOpen}`.execute(tx);
          await sql`delete from issue_reports where ${row} and linked_at is null and awaited_at is null`.execute(tx);
        }
        const found = await read(tx, tenant, ticketId, [id]);
        return found.find((one) => one.id === id) ?? { id, tickets: 0, isLinked: false, isAwaited: false };
      }),
    async askedBy(tenant, ticketId, id) {
      const { rows } = await sql<{ awaited_by: string | null }>`select awaited_by from issue_reports
        where tenant = ${tenant} and issue_id = ${id} and ticket_id = ${ticketId}`.execute(db);
      return rows[0]?.awaited_by ?? undefined;
    },
    async awaited(tenant, most) {
      const { rows } = await sql<{ issue_id: string }>`select issue_id from issue_reports
        where tenant = ${tenant} and awaited_at is not null and told_at is null
          and coalesce(looked_at, '-infinity') <= now() - make_interval(secs => ${LOOK_EVERY_S})
        group by issue_id order by min(coalesce(looked_at, '-infinity')), issue_id limit ${most}`.execute(db);
      return rows.map(({ issue_id }) => issue_id);
    },
    async open(tenant, ids) {
      if (ids.length > 0)
        await sql`update issue_reports set looked_at = now(), gone_since = null
          where ${awaiting(tenant, ids)}`.execute(db);
    },
    async unasked(tenant, ids) {
      if (ids.length > 0)
        await sql`update issue_reports set looked_at = now() where ${awaiting(tenant, ids)}`.execute(db);
    },
    async missing(tenant, id) {
      const { rows } = await sql<{ is_over: boolean }>`update issue_reports
        set looked_at = now(), gone_since = coalesce(gone_since, now()) where ${awaiting(tenant, [id])}
        returning gone_since <= now() - make_interval(hours => ${GONE_AFTER_HOURS}) as is_over`.execute(db);
      return rows.some(({ is_over }) => is_over);
    },
    async end(tenant, id, end) {
      await db.transaction().execute(async (tx) => {
        const { rows } = await sql`update issue_reports set told_at = now(), looked_at = now(), said_at = now()
          where ${awaiting(tenant, [id])} returning ticket_id, title`.execute(tx);
        for (const row of rows) {
          const { ticket_id: ticketId, title } = Ended.parse(row);
          const fields = [id, title, end.kind === 'closed' ? end.as : ''];
          await putMark(tx, jobs, tenant, { ticketId, basis: basisOfIssue(end.kind, id), fields });
        }
      });
    },
  };
}

/** One job for each tenant where somebody waits for an issue that was not looked at for some minutes, or an hour where nobody is at work. */
export const createIssueSweep =
  (db: Database, jobs: Pick<JobQueue<Database>, 'putMissing'>, atWork: () => readonly TenantId[]) =>
  (): Promise<void> =>
    db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ tenant: string }>`select distinct tenant from issue_reports
      where awaited_at is not null and told_at is null
        and coalesce(looked_at, '-infinity') <= now() - make_interval(secs =>
          case when tenant = any(${[...atWork()]}) then ${LOOK_EVERY_S}::int else ${IDLE_EVERY_S}::int end)`.execute(
        tx,
      );
      const due = rows.flatMap((row) => {
        const tenant = tenantId(row.tenant);
        return tenant ? [{ tenant, ids: { work: 'look' as const }, order: 'look' }] : [];
      });
      await jobs.putMissing(tx, issueWatchQueue, due);
    });
