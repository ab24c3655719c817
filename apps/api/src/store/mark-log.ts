import { sql } from 'kysely';
import { z } from 'zod';
import type { MarkLog } from '../jobs/ports.ts';
import type { Database } from './database.ts';
import { fitting, type OnDamaged, unheard } from './stored-rows.ts';

interface Row {
  readonly ticket_id: string;
  readonly basis: string;
  readonly fields: unknown;
  readonly attempts: number;
}

/** Tickets that are to be marked, one row a ticket and what it was answered on. */
export function createMarkLog(db: Database, onDamaged: OnDamaged = unheard): MarkLog {
  const one = (tenant: string, ticketId: string, basis: string) =>
    db
      .updateTable('ticket_marks')
      .where('tenant', '=', tenant)
      .where('ticket_id', '=', ticketId)
      .where('basis', '=', basis);
  return {
    async put(tenant, ticketId, basis, fields) {
      await db
        .insertInto('ticket_marks')
        .values({ tenant, ticket_id: ticketId, basis, fields: JSON.stringify(fields) })
        .onConflict((c) => c.doNothing())
        .execute();
    },
    async claim(tenant, most, holdMs) {
      const { rows } = await sql<Row>`update ticket_marks set next_at = now() + ${holdMs} * interval '1 millisecond'
        where tenant = ${tenant} and (ticket_id, basis) in (
          select ticket_id, basis from ticket_marks
          where tenant = ${tenant} and state = 'waiting' and next_at <= now()
          order by made_at limit ${most} for update skip locked)
        returning ticket_id, basis, fields, attempts`.execute(db);
      const about = { table: 'ticket_marks', keyOf: (row: Row) => `${row.ticket_id}|${row.basis}` };
      const read = ({ ticket_id, basis, fields, attempts }: Row) => ({
        ...{ ticketId: ticket_id, basis, fields: z.array(z.string()).parse(fields), attempts },
      });
      return fitting(rows, read, about, onDamaged);
    },
    async done(tenant, { ticketId, basis }) {
      await one(tenant, ticketId, basis).set({ state: 'done' }).execute();
    },
    async failed(tenant, { ticketId, basis }, retryMs) {
      await one(tenant, ticketId, basis)
        .set({
          state: retryMs === undefined ? 'given_up' : 'waiting',
          attempts: sql<number>`attempts + 1`,
          next_at: sql<Date>`now() + ${retryMs ?? 0} * interval '1 millisecond'`,
        })
        .execute();
    },
    async forget(tenant, before) {
      await db
        .deleteFrom('ticket_marks')
        .where('tenant', '=', tenant)
        .where('made_at', '<', new Date(before))
        .where('state', '!=', 'waiting')
        .execute();
    },
  };
}
