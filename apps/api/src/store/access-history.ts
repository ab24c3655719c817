import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { AccessHistory } from '../privacy/ports.ts';
import type { Database } from './database.ts';

const Row = z.object({
  at: z.date().transform((date) => date.toISOString()),
  ...{ actor_id: z.string(), role: z.string(), action: z.string() },
  ticket_id: z.string().nullable(),
});

/** Who has looked at somebody, as the audit tells it. */
export const createAccessHistory =
  (db: Database): AccessHistory =>
  async (tenant, { users }, most) => {
    if (users.length === 0) return [];
    const of: RawBuilder<boolean> = sql`requester_id = any(${[...users]}::text[])`;
    const { rows } = await sql`select at, actor_id, role, action, ticket_id from audit
      where tenant = ${tenant} and ${of} order by at desc limit ${most}`.execute(db);
    return z
      .array(Row)
      .parse(rows)
      .map(({ at, actor_id, role, action, ticket_id }) => ({
        ...{ at, actorId: actor_id, role, action, ticketId: ticket_id ?? undefined },
      }));
  };
