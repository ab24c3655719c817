import { sql } from 'kysely';
import { webhookQueue } from '../jobs/queues.ts';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { ofJournal } from './of-journal.ts';

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
    /** Webhooks stay away that used to come, were refused or could not be read, or an owner was told, and no process watches. */
    async unwatchedSenders(): Promise<readonly TenantId[]> {
      const usual = (weeks: number) => sql`(select coalesce(sum(h.delivered), 0) from webhook_hours h
        where h.tenant = x.tenant and h.system = x.system
          and h.hour >= x.at - make_interval(days => ${7 * weeks}::int)
          and h.hour < now() - make_interval(days => ${7 * weeks}::int)
          and h.hour < x.at - make_interval(days => ${7 * (weeks - 1)}::int))`;
      const { rows } = await sql<{ tenant: string }>`
        select x.tenant from (select tenant, system, max(received_at) as at from webhook_inbox w
            where not ${ofJournal('w')} group by tenant, system) x
          where x.at < now() - interval '2 hours' and ${usual(1)} > 0 and ${usual(2)} > 0 and ${isUnwatched}
        union select x.tenant from webhook_hours x
          where x.hour > now() - interval '2 hours' and x.refused > 0 and ${isUnwatched}
        union select x.tenant from dead_letters x where x.queue = ${webhookQueue.name} and x.reason = 'unreadable'
          and x.died_at > now() - interval '2 hours' and ${isUnwatched}
        union select x.tenant from webhook_alarms x where ${isUnwatched}`.execute(db);
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
