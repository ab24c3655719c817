import { sql } from 'kysely';
import { OF_AGENT, type SecretName } from '../secrets/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';

/** Where tokens of one tenant are: its helpdesk's, single agents', and those of other systems. */
export async function heldTokens(db: Database, tenant: TenantId): Promise<readonly SecretName[]> {
  const { rows } = await sql<SecretName>`select distinct system, name from secrets
    where tenant = ${tenant} and (name = 'oauth' or name like '%/oauth') order by system, name`.execute(db);
  return rows;
}

/** Who has let their helpdesk be asked as them. */
export async function agentsOf(db: Database, tenant: TenantId): Promise<readonly string[]> {
  const { rows } = await sql<{ system: string }>`select distinct system from secrets
    where tenant = ${tenant} and system like ${`${OF_AGENT}%`}`.execute(db);
  return rows.map(({ system }) => system.slice(OF_AGENT.length));
}
