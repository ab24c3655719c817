import { sql } from 'kysely';
import type { ProcessLog } from '../privacy/ports.ts';
import type { Database } from './database.ts';

/** Under which name a process stands in the receipt of an erasure. */
export const memoryOf = (process: string): string => `memory of process ${process}`;

/** `goneMs`: a process that nobody has heard of for so long is there no more. */
export function createProcessLog(db: Database, goneMs: number): ProcessLog {
  const isThere = sql`p.seen_at > now() - ${goneMs} * interval '1 millisecond'`;
  return {
    async seen(process) {
      await sql`insert into processes (process) values (${process})
        on conflict (process) do update set seen_at = now()`.execute(db);
    },
    async left(process) {
      await sql`delete from processes where process = ${process} or seen_at < now() - interval '1 day'`.execute(db);
    },
    async time() {
      const { rows } = await sql<{ at: string }>`select clock_timestamp()::text as at`.execute(db);
      return rows[0]?.at ?? '';
    },
    async silent(tenant, erasure, since) {
      const { rows } = await sql<{ process: string }>`select p.process from processes p
        where ${isThere} and not exists (select from erasure_steps s
          where s.tenant = ${tenant} and s.erasure = ${erasure} and s.place = ${memoryOf('')} || p.process
            and s.state = 'done' and s.at >= ${since}::timestamptz)
        order by p.process`.execute(db);
      return rows.map(({ process }) => memoryOf(process));
    },
    async letGone(tenant, erasure) {
      await sql`update erasure_steps s set state = 'done', at = now(), reason = null, owner = null
        where s.tenant = ${tenant} and s.erasure = ${erasure} and s.state = 'failed' and s.place like ${`${memoryOf('')}%`}
          and not exists (select from processes p where ${isThere} and s.place = ${memoryOf('')} || p.process)`.execute(
        db,
      );
    },
  };
}
