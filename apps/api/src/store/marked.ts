import { sql } from 'kysely';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';

/** Whether anybody of a tenant's was erased, and is known again by a mark. */
export async function hasErasures(db: Database, tenant: TenantId): Promise<boolean> {
  const { rows } = await sql`select from sync_erasures where tenant = ${tenant} limit 1`.execute(db);
  return rows.length > 0;
}

/** Whether a tenant's audit has rows, whose customers are marked. */
export async function hasAuditRows(db: Database, tenant: TenantId): Promise<boolean> {
  const { rows } = await sql`select from audit where tenant = ${tenant} limit 1`.execute(db);
  return rows.length > 0;
}
