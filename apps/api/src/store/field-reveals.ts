import type { RevealLog } from '../context/ports.ts';
import type { Database } from './database.ts';
import type { Audited } from './on-record.ts';

/** Masked values that were shown, each with its row of the audit in one transaction: without that nothing is shown. */
export function createFieldReveals(db: Database, audited: Audited): RevealLog {
  return {
    async keep(entry, field, note) {
      const { tenant, requestId, actorId, atMs, ticketId = '' } = entry;
      const row = { request_id: requestId, actor_id: actorId, at: new Date(atMs), ticket_id: ticketId };
      await audited(entry, (tx) =>
        tx
          .insertInto('field_reveals')
          .values({ tenant, ...row, field, note })
          .execute(),
      );
    },
    async timesOf(tenant, userId, sinceMs) {
      const rows = await db
        .selectFrom('field_reveals')
        .select('at')
        .where('tenant', '=', tenant)
        .where('actor_id', '=', userId)
        .where('at', '>', new Date(sinceMs))
        .execute();
      return rows.map(({ at }) => at.getTime());
    },
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
