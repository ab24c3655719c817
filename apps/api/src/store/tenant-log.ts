import { sql } from 'kysely';
import type { KnownTenant, TenantLog } from '../tenants/ports.ts';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { channelOf } from './notifications.ts';
import { changeIn } from './on-record.ts';

/** The helpdesk accounts that have been let in, and the page loads each has used. Each change is told to all processes. */
export function createTenantLog(db: Database): TenantLog {
  const findAll = async (tenants: readonly TenantId[]) => {
    if (tenants.length === 0) return [];
    const rows = await db
      .selectFrom('tenants')
      .select(['tenant', 'installation_id', 'version', 'checks_agents'])
      .where('tenant', 'in', tenants)
      .execute();
    return rows.flatMap(({ tenant, installation_id, version, checks_agents }): KnownTenant[] => {
      const id = tenantId(tenant);
      return id ? [{ tenant: id, installationId: installation_id, version, checksAgents: checks_agents }] : [];
    });
  };
  return {
    findAll,
    find: async (tenant) => (await findAll([tenant]))[0],
    async put(tenant, installationId) {
      await sql`with put as (
          insert into tenants (tenant, installation_id) values (${tenant}, ${installationId})
          on conflict (tenant) do update
            set installation_id = excluded.installation_id, version = tenants.version + 1
            where tenants.installation_id <> excluded.installation_id
          returning tenant)
        select pg_notify(${channelOf('tenant')}, tenant) from put`.execute(db);
    },
    async bump(tenant: TenantId) {
      await sql`with bumped as (
          update tenants set version = version + 1 where tenant = ${tenant} returning tenant)
        select pg_notify(${channelOf('tenant')}, tenant) from bumped`.execute(db);
    },
    async setChecksAgents(tenant, isOn, record) {
      const set = async (tx: Database) => {
        const { rows } = await sql`with switched as (
          update tenants set checks_agents = ${isOn}, version = version + 1
            where tenant = ${tenant} and checks_agents <> ${isOn} returning tenant)
        select pg_notify(${channelOf('tenant')}, tenant) from switched`.execute(tx);
        return rows.length > 0;
      };
      await changeIn(db, record, set, Boolean);
    },
    async takeOnce(tenant, name, untilMs) {
      const { numAffectedRows } = await sql`insert into used_entries (tenant, name, until)
        values (${tenant}, ${name}, ${new Date(untilMs)}) on conflict do nothing`.execute(db);
      return numAffectedRows === 1n;
    },
  };
}
