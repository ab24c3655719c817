import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { isSyncOn } from './is-sync-on.ts';

/** Whether somebody at a helpdesk has asked what sync would do there, or has switched it on. */
export async function isSyncWanted(db: Database, tenant: TenantId): Promise<boolean> {
  const run = await db.selectFrom('sync_runs').select('id').where('tenant', '=', tenant).limit(1).executeTakeFirst();
  return run !== undefined || isSyncOn(db, tenant);
}
