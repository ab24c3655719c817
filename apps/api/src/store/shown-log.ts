import { sql } from 'kysely';
import type { ShownAnswer, ShownLog } from '../health/ports.ts';
import type { Database } from './database.ts';
import { writeApart } from './row-fault.ts';
import { answerOf, keyOfShown, markAnswered, type ShownRow } from './shown-rows.ts';
import { fitting, type OnDamaged, unheard } from './stored-rows.ts';

/**
 * Decision fields that agents saw old or missing: one row a ticket and field. What was answered stays until the outage it
 * was answered in is over and has been checked; what is seen in a later one then takes its place.
 */
export function createShownLog(db: Database, onDamaged: OnDamaged = unheard): ShownLog {
  return {
    async note(tenant, answers) {
      if (answers.length === 0) return;
      const rows = answers.map((a) => ({ ...a, ticket_id: a.ticketId, shown_at: a.shownAt }));
      const write = async (some: readonly (typeof rows)[number][]) =>
        void (await sql`insert into shown_answers (tenant, ticket_id, field, system, shown, shown_at)
        select ${tenant}, ticket_id, field, system, nullif(shown, 'null'::jsonb), shown_at
        from jsonb_to_recordset(${JSON.stringify(some)}::jsonb)
          as row (ticket_id text, field text, system text, shown jsonb, shown_at timestamptz)
        on conflict (tenant, ticket_id, field) do update
          set shown = case when shown_answers.answered_at is null
              then coalesce(excluded.shown, shown_answers.shown) else excluded.shown end,
            shown_at = excluded.shown_at, answered_at = null, answered_by = null
          where shown_answers.answered_at is null or exists (
            select 1 from incident_answers as checked
            join incidents on incidents.tenant = checked.tenant and incidents.id = checked.incident_id
            where checked.tenant = shown_answers.tenant and checked.ticket_id = shown_answers.ticket_id
              and incidents.system = shown_answers.system and incidents.closed_at >= shown_answers.answered_at)`.execute(
          db,
        ));
      const setAside = (row: (typeof rows)[number]) =>
        onDamaged({ table: 'shown_answers', row: `${row.ticketId}|${row.field}` });
      await writeApart(rows, write, setAside);
    },
    async settle(tenant, seen) {
      if (seen.length === 0) return;
      const rows = seen.map(({ ticketId, field }) => ({ ticket_id: ticketId, field }));
      await sql`delete from shown_answers
        using jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (ticket_id text, field text)
        where shown_answers.tenant = ${tenant} and shown_answers.ticket_id = row.ticket_id
          and shown_answers.field = row.field and shown_answers.answered_at is null`.execute(db);
    },
    async answered(tenant, ticketId, reply, since) {
      const rows = await markAnswered<ShownRow>(db, 'shown_answers', { tenant, ticketId, since }, reply);
      return fitting(rows, answerOf, shownAnswers, onDamaged);
    },
    async ofIncident(tenant, { id, system, openedAt }, until) {
      const columns = sql`ticket_id, field, system, shown, shown_at, answered_at, answered_by`;
      const { rows } = await sql<ShownRow>`select ${columns} from shown_answers
          where tenant = ${tenant} and system = ${system}
            and shown_at >= ${new Date(openedAt)} and shown_at <= ${new Date(until)}
        union all
        select ${columns} from believed_answers where tenant = ${tenant} and doubted_in = ${id}
        order by ticket_id, field`.execute(db);
      const all = fitting(rows, answerOf, shownAnswers, onDamaged);
      const ofField = Map.groupBy(all, ({ ticketId, field }) => `${ticketId}|${field}`);
      return [...ofField.values()].flatMap((same) => same.sort(byWeight)[0] ?? []);
    },
  };
}

const shownAnswers = { table: 'shown_answers', keyOf: (row: ShownRow) => keyOfShown(row) };

/** Of what was shown of a field, that counts which somebody has answered by, then what was a value, then the last. */
const byWeight = (a: ShownAnswer, b: ShownAnswer): number =>
  Number(b.answeredAt !== undefined) - Number(a.answeredAt !== undefined) ||
  Number(b.shown !== null) - Number(a.shown !== null) ||
  Date.parse(b.shownAt) - Date.parse(a.shownAt);
