import { sql } from 'kysely';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';

/** Of the row `x`. */
const isUnwatched = sql`not exists (select 1 from leases l
  where l.tenant = x.tenant and l.name = 'health' and l.expires_at > now())`;
const WEEK = sql`interval '7 days'`;

/** Which tenants have something to see to though nobody asks for them: a question each for all of them. */
export function createAsleepWork(db: Database) {
  const named = (rows: readonly { readonly tenant: string }[]): TenantId[] =>
    rows.flatMap((row) => tenantId(row.tenant) ?? []);
  return {
    /** An incident is open, and no process watches: the one that did has died. */
    async unwatchedIncidents(): Promise<readonly TenantId[]> {
      const { rows } = await sql<{ tenant: string }>`select distinct x.tenant from incidents x
        where x.closed_at is null and ${isUnwatched}`.execute(db);
      return named(rows);
    },
    /** Sync is on, or an owner was told that something of it is wrong, and no process watches. */
    async unwatchedSync(): Promise<readonly TenantId[]> {
      const { rows } = await sql<{ tenant: string }>`select tenant from sync_switches x where is_on and ${isUnwatched}
        union select tenant from sync_alarms x where ${isUnwatched}`.execute(db);
      return named(rows);
    },
    /** A credential has ended or ends within a week, and its owner has not been told. */
    async endingSecrets(): Promise<readonly TenantId[]> {
      const { rows } = await sql<{ tenant: string }>`select distinct tenant from secrets
        where (expires_at <= now() and told is distinct from 'expired')
          or (expires_at <= now() + ${WEEK} and told is null)`.execute(db);
      return named(rows);
    },
  };
}
