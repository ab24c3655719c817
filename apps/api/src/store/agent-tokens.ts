import { sql } from 'kysely';
import { OF_AGENT } from '../secrets/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';

/** Who has let their helpdesk be asked as them. */
export async function agentsOf(db: Database, tenant: TenantId): Promise<readonly string[]> {
  const { rows } = await sql<{ system: string }>`select distinct system from secrets
    where tenant = ${tenant} and system like ${`${OF_AGENT}%`}`.execute(db);
  return rows.map(({ system }) => system.slice(OF_AGENT.length));
}
