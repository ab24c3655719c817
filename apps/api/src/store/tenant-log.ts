import { sql } from 'kysely';
import type { KnownTenant, TenantLog } from '../tenants/ports.ts';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';

/** The helpdesk accounts that have been let in, and the page loads each has used. */
export function createTenantLog(db: Database): TenantLog {
  return {
    async all() {
      const rows = await db.selectFrom('tenants').select(['tenant', 'installation_id', 'version']).execute();
      return rows.flatMap(({ tenant, installation_id, version }): KnownTenant[] => {
        const id = tenantId(tenant);
        return id ? [{ tenant: id, installationId: installation_id, version }] : [];
      });
    },
    async put(tenant, installationId) {
      await sql`insert into tenants (tenant, installation_id) values (${tenant}, ${installationId})
        on conflict (tenant) do update
          set installation_id = excluded.installation_id, version = tenants.version + 1
          where tenants.installation_id <> excluded.installation_id`.execute(db);
    },
    async bump(tenant: TenantId) {
      await sql`update tenants set version = version + 1 where tenant = ${tenant}`.execute(db);
    },
    async takeOnce(tenant, name, untilMs) {
      const { numAffectedRows } = await sql`insert into used_entries (tenant, name, until)
        values (${tenant}, ${name}, ${new Date(untilMs)}) on conflict do nothing`.execute(db);
      return numAffectedRows === 1n;
    },
    async forgetEntries(nowMs) {
      // Of every tenant: what has expired means nothing to anybody.
      await sql`delete from used_entries where until < ${new Date(nowMs)}`.execute(db);
    },
  };
}
