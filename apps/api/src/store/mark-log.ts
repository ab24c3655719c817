import { UnmarkedTicket } from '@sidelight/shared/health/unmarked-ticket.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { JobWriter } from '../jobs/ports.ts';
import { markQueue } from '../jobs/queues.ts';
import type { Mark, MarkLog, NewMark } from '../marks/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { LEFT_TO_ITS_JOB } from './left-work.ts';
import { fitting, type OnDamaged, unheard } from './stored-rows.ts';

interface Row {
  readonly ticket_id: string;
  readonly basis: string;
  readonly fields: unknown;
  readonly state: string;
}

const markOf = ({ ticket_id, basis, fields, state }: Row): Mark => ({
  ...{ ticketId: ticket_id, basis, fields: z.array(z.string()).parse(fields), isDone: state === 'done' },
});
const about = { table: 'ticket_marks', keyOf: ({ ticket_id, basis }: Row) => `${ticket_id}|${basis}` };

const MAX_GIVEN_UP = 50;

/** With the job to do it, in the transaction of what caused it. */
export async function putMark(
  within: Database,
  jobs: JobWriter<Database>,
  tenant: TenantId,
  { ticketId, basis, fields }: NewMark,
): Promise<void> {
  const rows = await within
    .insertInto('ticket_marks')
    .values({ tenant, ticket_id: ticketId, basis, fields: JSON.stringify(fields), next_at: LEFT_TO_ITS_JOB })
    .onConflict((c) => c.doNothing())
    .returning('ticket_id')
    .execute();
  if (rows.length > 0) await jobs.put(within, markQueue, [{ tenant, ids: { ticketId, basis } }]);
}

/** Tickets that are to be marked, one row a ticket and what it was answered on. */
export function createMarkLog(db: Database, jobs: JobWriter<Database>, onDamaged: OnDamaged = unheard): MarkLog {
  const one = (tenant: string, ticketId: string, basis: string) =>
    db
      .updateTable('ticket_marks')
      .where('tenant', '=', tenant)
      .where('ticket_id', '=', ticketId)
      .where('basis', '=', basis);
  return {
    async put(tenant, ticketId, basis, fields) {
      await db.transaction().execute((tx) => putMark(tx, jobs, tenant, { ticketId, basis, fields }));
    },
    async find(tenant, { ticketId, basis }) {
      const row = await db
        .selectFrom('ticket_marks')
        .select(['ticket_id', 'basis', 'fields', 'state'])
        .where('tenant', '=', tenant)
        .where('ticket_id', '=', ticketId)
        .where('basis', '=', basis)
        .executeTakeFirst();
      return row && (fitting([row], markOf, about, onDamaged)[0] ?? 'damaged');
    },
    async done(tenant, { ticketId, basis }) {
      await one(tenant, ticketId, basis).set({ state: 'done' }).execute();
    },
    async giveUp(tenant, { ticketId, basis }, reason) {
      await one(tenant, ticketId, basis).set({ state: 'given_up', why: reason, next_at: sql<Date>`now()` }).execute();
    },
    async givenUp(tenant, since) {
      const rows = await db
        .selectFrom('ticket_marks')
        .select(['ticket_id', 'why', 'next_at'])
        .where('tenant', '=', tenant)
        .where('state', '=', 'given_up')
        // Of a ticket once, whatever else was to be written there.
        .where('basis', 'not like', 'outcome:%')
        .where('basis', 'not like', 'issue:%')
        .where('next_at', '>=', new Date(since))
        .orderBy('next_at', 'desc')
        .limit(MAX_GIVEN_UP)
        .execute();
      return rows.flatMap(({ ticket_id: ticketId, why, next_at }) => {
        // Rows of a release that kept no reason had used up their tries.
        const read = UnmarkedTicket.safeParse({ ticketId, reason: why ?? 'no_answer', at: next_at.toISOString() });
        return read.success ? [read.data] : [];
      });
    },
  };
}
