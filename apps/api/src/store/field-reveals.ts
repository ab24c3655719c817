import { sql } from 'kysely';
import type { RevealKept, RevealLog } from '../context/ports.ts';
import type { Database } from './database.ts';
import type { Audited } from './on-record.ts';

const HOUR_MS = 3_600_000;

/** Masked values that were shown, each with its row of the audit in one transaction: without that nothing is shown. */
export function createFieldReveals(db: Database, audited: Audited): RevealLog {
  async function timesOf(from: Database, tenant: string, userId: string, sinceMs: number): Promise<number[]> {
    const rows = await from
      .selectFrom('field_reveals')
      .select('at')
      .where('tenant', '=', tenant)
      .where('actor_id', '=', userId)
      .where('at', '>', new Date(sinceMs))
      .execute();
    return rows.map(({ at }) => at.getTime());
  }

  return {
    keep(entry, field, note, most) {
      const { tenant, requestId, actorId, atMs, ticketId = '' } = entry;
      const row = { request_id: requestId, actor_id: actorId, at: new Date(atMs), ticket_id: ticketId };
      const change = async (tx: Database): Promise<RevealKept> => {
        // One at a time of one person: who counts has seen what the one before has kept.
        await sql`select pg_advisory_xact_lock(hashtextextended(${`reveals ${tenant} ${actorId}`}, 0))`.execute(tx);
        const lastHour = await timesOf(tx, tenant, actorId, atMs - HOUR_MS);
        if (lastHour.length >= most) return { isKept: false, lastHour };
        await tx
          .insertInto('field_reveals')
          .values({ tenant, ...row, field, note })
          .execute();
        return { isKept: true };
      };
      return audited(entry, change, ({ isKept }) => isKept);
    },
    timesOf: (tenant, userId, sinceMs) => timesOf(db, tenant, userId, sinceMs),
    async notesOf(tenant, requestIds) {
      const rows = await db
        .selectFrom('field_reveals')
        .select(['request_id', 'note'])
        .where('tenant', '=', tenant)
        .where('request_id', 'in', [...requestIds])
        .execute();
      return new Map(rows.map(({ request_id, note }) => [request_id, note]));
    },
  };
}
