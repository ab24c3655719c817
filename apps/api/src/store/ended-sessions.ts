import { sql } from 'kysely';
import type { RevocationLog } from '../access/ports.ts';
import { tenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { channelOf } from './notifications.ts';
import { changeIn } from './on-record.ts';

/** Who was put out, and when; each change is told to all processes. */
export function createEndedSessions(db: Database): RevocationLog {
  return {
    async put({ tenant, userId, beforeMs }, record) {
      const put = (on: Database) =>
        sql`with put as (
          insert into ended_sessions (tenant, user_id, before) values (${tenant}, ${userId}, ${new Date(beforeMs)})
          on conflict (tenant, user_id) do update set before = greatest(ended_sessions.before, excluded.before)
          returning tenant)
        select pg_notify(${channelOf('session')}, tenant) from put`.execute(on);
      await (record ? changeIn(db, record, put) : put(db));
    },
    async since(ms) {
      const rows = await db
        .selectFrom('ended_sessions')
        .select(['tenant', 'user_id', 'before'])
        .where('before', '>', new Date(ms))
        .execute();
      return rows.flatMap(({ tenant, user_id, before }) => {
        const id = tenantId(tenant);
        return id ? [{ tenant: id, userId: user_id, beforeMs: before.getTime() }] : [];
      });
    },
  };
}
