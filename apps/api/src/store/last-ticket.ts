import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';

const BACK_MS = 30 * 86_400_000;

/** The ticket of this tenant that was opened last, by anybody; none of longer ago than a month. */
export const createLastTicket = (db: Database, tenant: TenantId, now: () => number) => async () => {
  const row = await db
    .selectFrom('audit')
    .select('ticket_id')
    .where('tenant', '=', tenant)
    .where('at', '>=', new Date(now() - BACK_MS))
    .where('action', '=', 'context.viewed')
    .where('ticket_id', 'is not', null)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.ticket_id ?? undefined;
};
