import { sql } from 'kysely';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { ofJournal } from './of-journal.ts';

/** When the last webhook of a system came; undefined where none ever has. What its journal told is none. */
export async function lastDelivery(db: Database, tenant: TenantId, system: string): Promise<Date | undefined> {
  const row = await db
    .selectFrom('webhook_inbox')
    .select((e) => e.fn.max('received_at').as('at'))
    .where('tenant', '=', tenant)
    .where('system', '=', system)
    .where(sql<boolean>`not ${ofJournal('webhook_inbox')}`)
    .executeTakeFirst();
  return row?.at ?? undefined;
}
