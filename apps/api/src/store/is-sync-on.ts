import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';

/** Whether any kind of record of a helpdesk is kept in sync with the CRM's. */
export async function isSyncOn(db: Database, tenant: TenantId): Promise<boolean> {
  const row = await db
    .selectFrom('sync_switches')
    .select('object')
    .where((eb) => eb.and({ tenant, is_on: true }))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
