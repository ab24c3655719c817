import { UnmarkedTicket } from '@sidelight/shared/health/unmarked-ticket.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { MarkLog } from '../marks/ports.ts';
import type { Database } from './database.ts';
import { fitting, type OnDamaged, unheard } from './stored-rows.ts';

interface Row {
  readonly ticket_id: string;
  readonly basis: string;
  readonly fields: unknown;
  readonly attempts: number;
}

const MOST_GIVEN_UP = 50;

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
          attempts: sql<number>`attempts + 1`,
          next_at: sql<Date>`now() + ${retryMs} * interval '1 millisecond'`,
        })
        .execute();
    },
    async giveUp(tenant, { ticketId, basis }, why) {
      await one(tenant, ticketId, basis)
        .set({ state: 'given_up', why, attempts: sql<number>`attempts + 1`, next_at: sql<Date>`now()` })
        .execute();
    },
    async givenUp(tenant, since) {
      const rows = await db
        .selectFrom('ticket_marks')
        .select(['ticket_id', 'why', 'next_at'])
        .where('tenant', '=', tenant)
        .where('state', '=', 'given_up')
        .where('next_at', '>=', new Date(since))
        .orderBy('next_at', 'desc')
        .limit(MOST_GIVEN_UP)
        .execute();
      return rows.flatMap(({ ticket_id: ticketId, why, next_at }) => {
        // Rows of a release that kept no reason had used up their tries.
        const read = UnmarkedTicket.safeParse({ ticketId, why: why ?? 'no_answer', at: next_at.toISOString() });
        return read.success ? [read.data] : [];
      });
    },
  };
}
