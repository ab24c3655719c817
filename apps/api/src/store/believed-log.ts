import { sql } from 'kysely';
import type { BelievedLog } from '../health/ports.ts';
import type { Database } from './database.ts';
import { writeApart } from './row-fault.ts';
import { answerOf, keyOfShown, markAnswered, type ShownRow } from './shown-rows.ts';
import { fitting, type OnDamaged, unheard } from './stored-rows.ts';

interface BelievedRow extends ShownRow {
  readonly doubted_in: string | null;
}

const believed = { table: 'believed_answers', keyOf: (row: ShownRow) => keyOfShown(row) };

/** What makes two values the same to somebody who decides by them: not the label, not the age. */
const decidedBy = (row: string) => sql`${sql.ref(`${row}.shown`)} - '{label,tone,isConfirmed,since,note}'::text[]`;

/** Decision fields that agents saw as right and that may yet be found wrong: one row a ticket and field. */
export function createBelievedLog(db: Database, onDamaged: OnDamaged = unheard): BelievedLog {
  return {
    async note(tenant, shown) {
      if (shown.length === 0) return;
      const rows = shown.map((one) => ({ ...one, ticket_id: one.ticketId, shown_at: one.shownAt }));
      // Answered by another value: what is seen now is what the next answer goes by, and nearer to what a look may find.
      const write = async (some: readonly (typeof rows)[number][]) =>
        void (await sql`insert into believed_answers as b (tenant, ticket_id, field, system, shown, shown_at)
        select ${tenant}, ticket_id, field, system, shown, shown_at
        from jsonb_to_recordset(${JSON.stringify(some)}::jsonb)
          as row (ticket_id text, field text, system text, shown jsonb, shown_at timestamptz)
        on conflict (tenant, ticket_id, field) do update
          set system = excluded.system, shown = excluded.shown, shown_at = excluded.shown_at,
            answered_at = null, answered_by = null, doubted_in = null
          where b.answered_at is null
            or (b.doubted_in is null and ${decidedBy('b')} <> ${decidedBy('excluded')})
            or exists (select from incident_answers as checked where checked.tenant = b.tenant
              and checked.incident_id = b.doubted_in and checked.ticket_id = b.ticket_id)`.execute(db));
      await writeApart(rows, write, ({ ticketId, field }) =>
        onDamaged({ table: believed.table, row: `${ticketId}|${field}` }),
      );
    },
    async answered(tenant, ticketId, reply, since) {
      const rows = await markAnswered<BelievedRow>(db, 'believed_answers', { tenant, ticketId, since }, reply);
      const doubted = rows.filter(({ doubted_in }) => doubted_in !== null);
      return fitting(doubted, answerOf, believed, onDamaged);
    },
    async foundRight(tenant, looks) {
      const all = looks.flatMap(({ fields, before }) => fields.map((field) => ({ field, before })));
      if (all.length === 0) return;
      await sql`delete from believed_answers as b
        using jsonb_to_recordset(${JSON.stringify(all)}::jsonb) as look (field text, before timestamptz)
        where b.tenant = ${tenant} and b.field = look.field and b.shown_at < look.before
          and b.doubted_in is null`.execute(db);
    },
    async foundWrong(tenant, { incidentId, fields, since }) {
      const rows = await db
        .updateTable('believed_answers')
        .set({ doubted_in: incidentId })
        .where('tenant', '=', tenant)
        .where('field', 'in', fields)
        .where('shown_at', '>=', new Date(since))
        .where('doubted_in', 'is', null)
        .returningAll()
        .execute();
      return fitting(rows, answerOf, believed, onDamaged).filter(({ answeredAt }) => answeredAt !== undefined);
    },
  };
}
