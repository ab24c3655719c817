import { sql } from 'kysely';
import type { PresenceLog, Versions } from '../health/ports.ts';
import type { Leases } from '../jobs/leases.ts';
import type { Database } from './database.ts';
import { SKEW } from './database-skew.ts';
import { channelOf } from './notifications.ts';
import { writeApart } from './row-fault.ts';

/** One row a tenant that every change of health counts up; every process of that tenant is told. */
export function createVersions(db: Database): Versions {
  return {
    async read(tenant) {
      const row = await db
        .selectFrom('health_versions')
        .select('version')
        .where('tenant', '=', tenant)
        .executeTakeFirst();
      return Number(row?.version ?? 0);
    },
    async bump(tenant) {
      await sql`with counted as (
          insert into health_versions (tenant, version) values (${tenant}, 1)
          on conflict (tenant) do update set version = health_versions.version + 1 returning tenant)
        select pg_notify(${channelOf('health')}, tenant) from counted`.execute(db);
    },
  };
}

/**
 * Held for a while and renewed; whoever stops renewing loses it. One that ends later than any could was taken before the
 * database's clock was set back.
 */
export function createLeases(db: Database): Leases {
  const holdAll: Leases['holdAll'] = async (name, wanted, forMs) => {
    // In one order for every process: two that want the same never wait for each other in a circle.
    const { rows } = await sql<{ holder: string }>`insert into leases (tenant, name, holder, expires_at)
      select tenant, ${name}, holder, now() + ${forMs} * interval '1 millisecond'
      from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w (tenant text, holder text) order by tenant
      on conflict (tenant, name) do update set holder = excluded.holder, expires_at = excluded.expires_at
        where leases.holder = excluded.holder or leases.expires_at < now()
          or leases.expires_at > excluded.expires_at + ${SKEW}
      returning holder`.execute(db);
    return rows.map(({ holder }) => holder);
  };
  return {
    holdAll,
    take: async (tenant, name, holder, forMs) => (await holdAll(name, [{ tenant, holder }], forMs)).length > 0,
    async release(tenant, name, holder) {
      await db
        .deleteFrom('leases')
        .where('tenant', '=', tenant)
        .where('name', '=', name)
        .where('holder', '=', holder)
        .execute();
    },
  };
}

/** Which pages are open. A process that dies stops saying so, and its pages fade. */
export function createPresenceLog(db: Database): PresenceLog {
  return {
    async put(tenant, process, frames) {
      if (frames.length === 0) return;
      const rows = frames.map(({ frame, agentId, ticketId = null, accountId = null }) => ({
        ...{ frame, agent_id: agentId, ticket_id: ticketId, account_id: accountId },
      }));
      const write = async (some: readonly (typeof rows)[number][]) =>
        void (await sql`insert into presence (tenant, frame, process, agent_id, ticket_id, account_id, seen_at)
        select ${tenant}, frame, ${process}, agent_id, ticket_id, account_id, now()
        from jsonb_to_recordset(${JSON.stringify(some)}::jsonb)
          as row (frame text, agent_id text, ticket_id text, account_id text)
        on conflict (tenant, frame) do update set ticket_id = excluded.ticket_id,
          account_id = excluded.account_id, seen_at = now()`.execute(db));
      // A page that cannot be counted is only missing from a number.
      await writeApart(rows, write, () => {});
    },
    async remove(tenant, frames) {
      if (frames.length === 0) return;
      await db.deleteFrom('presence').where('tenant', '=', tenant).where('frame', 'in', frames).execute();
    },
    async all(tenant, withinMs) {
      const rows = await db
        .selectFrom('presence')
        .select(['frame', 'agent_id', 'ticket_id', 'account_id'])
        .where('tenant', '=', tenant)
        .where('seen_at', '>', sql<Date>`now() - make_interval(secs => ${withinMs / 1000})`)
        .execute();
      return rows.map((row) => ({
        ...{ frame: row.frame, agentId: row.agent_id },
        ...{ ticketId: row.ticket_id ?? undefined, accountId: row.account_id ?? undefined },
      }));
    },
  };
}
