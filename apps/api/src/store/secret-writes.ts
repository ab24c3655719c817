import { type Selectable, sql } from 'kysely';
import type { SecretName, SecretWrites, StoredSecret } from '../secrets/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import type { Schema } from './schema.ts';

/** One writer a tenant, also where it has no row yet that could be locked; to the end of the transaction. */
export async function holdSecrets(tx: Database, tenant: TenantId): Promise<SecretWrites> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`secrets ${tenant}`}, 0))`.execute(tx);
  return createSecretWrites(tx, tenant);
}

export const storedOf = (row: Selectable<Schema['secrets']>): StoredSecret => ({
  ...{ system: row.system, name: row.name, version: Number(row.version), keyVersion: row.key_version },
  ...{ sealed: row.sealed, expiresAt: row.expires_at?.toISOString() },
  ...{ setBy: row.set_by, setAt: row.set_at.toISOString() },
});

/** What may be written while one tenant's secrets are held. */
function createSecretWrites(db: Database, tenant: TenantId): SecretWrites {
  const older = ({ system, name }: SecretName, version: number) =>
    sql`tenant = ${tenant} and system = ${system} and name = ${name} and version < ${version}`;
  return {
    async all() {
      const rows = await db.selectFrom('secrets').selectAll().where('tenant', '=', tenant).orderBy('version').execute();
      return rows.map(storedOf);
    },
    async drop(version) {
      const own = db.deleteFrom('secrets').where('tenant', '=', tenant);
      await own.where('version', '=', String(version)).execute();
    },
    async reseal(version, { keyVersion, sealed }) {
      const one = db.updateTable('secrets').where('tenant', '=', tenant).where('version', '=', String(version));
      await one.set({ key_version: keyVersion, sealed }).execute();
    },
    async dataKeys() {
      const rows = await db
        .selectFrom('data_keys')
        .select(['version', 'wrapped_by', 'wrapped'])
        .where('tenant', '=', tenant)
        .orderBy('version', 'desc')
        .execute();
      return rows.map(({ version, wrapped_by, wrapped }) => ({ version, wrappedBy: wrapped_by, wrapped }));
    },
    async addDataKey({ version, wrappedBy, wrapped }) {
      await db.insertInto('data_keys').values({ tenant, version, wrapped_by: wrappedBy, wrapped }).execute();
    },
    async currentVersion({ system, name }) {
      const row = await db
        .selectFrom('secrets')
        .select((s) => s.fn.max('version').as('version'))
        .where('tenant', '=', tenant)
        .where('system', '=', system)
        .where('name', '=', name)
        .executeTakeFirst();
      return row?.version == null ? undefined : Number(row.version);
    },
    async nextVersion() {
      const { rows } = await sql<{ version: string }>`select nextval('secret_versions') as version`.execute(db);
      return Number(rows[0]?.version);
    },
    async add({ system, name, version, keyVersion, sealed, expiresAt, setBy }) {
      await db
        .insertInto('secrets')
        .values({
          ...{ tenant, system, name, version, key_version: keyVersion, sealed },
          ...{ expires_at: expiresAt ?? null, set_by: setBy },
        })
        .execute();
    },
    async remove({ system, name }) {
      const gone = db.deleteFrom('secrets').where('tenant', '=', tenant);
      const rows = await gone.where('system', '=', system).where('name', '=', name).returning('version').execute();
      return rows.length > 0;
    },
    async supersede(of, version, until) {
      // Never more than two: the one that was current a moment ago, and the new one.
      await sql`delete from secrets where ${older(of, version)}
        and (${until === undefined} or version < (select max(version) from secrets where ${older(of, version)}))`.execute(
        db,
      );
      if (until === undefined) return;
      await sql`update secrets set ends_at = ${new Date(until)} where ${older(of, version)}`.execute(db);
    },
    async dropIdleDataKeys(except) {
      await sql`delete from data_keys where tenant = ${tenant} and version is distinct from ${except ?? null}::int
        and not exists (select from secrets where secrets.tenant = ${tenant} and key_version = data_keys.version)`.execute(
        db,
      );
    },
  };
}
