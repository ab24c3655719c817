import { sql } from 'kysely';
import { z } from 'zod';
import type { SpeedLog } from '../health/ports.ts';
import type { Database } from './database.ts';
import { fitting, type OnDamaged, unheard } from './stored-rows.ts';

const Stored = z.object({ kind: z.enum(['call', 'read', 'start']), name: z.string(), buckets: z.array(z.int()) });

/** Speeds by the minute, and kept promises by the hour. */
export function createSpeedLog(db: Database, onDamaged: OnDamaged = unheard): SpeedLog {
  return {
    async put(tenant, process, rows) {
      if (rows.length === 0) return;
      await db
        .insertInto('speeds')
        .values(
          rows.map(({ minuteMs, kind, name, buckets }) => ({
            ...{ tenant, process, minute: new Date(minuteMs), kind, name, buckets: JSON.stringify(buckets) },
          })),
        )
        .onConflict((c) =>
          c
            .columns(['tenant', 'minute', 'kind', 'name', 'process'])
            .doUpdateSet({ buckets: sql<string>`excluded.buckets` }),
        )
        .execute();
    },
    async count(tenant, hourMs, { total, kept }) {
      await sql`insert into promises (tenant, hour, total, kept)
        values (${tenant}, ${new Date(hourMs)}, ${total}, ${kept})
        on conflict (tenant, hour) do update
          set total = promises.total + excluded.total, kept = promises.kept + excluded.kept`.execute(db);
    },
    async since(tenant, sinceMs) {
      const rows = await db
        .selectFrom('speeds')
        .select(['kind', 'name', 'buckets'])
        .where('tenant', '=', tenant)
        .where('minute', '>=', new Date(sinceMs))
        .execute();
      const about = { table: 'speeds', keyOf: (row: { kind: string; name: string }) => `${row.kind}|${row.name}` };
      return fitting(rows, (row) => Stored.parse(row), about, onDamaged);
    },
    async promises(tenant, sinceMs) {
      const rows = await db
        .selectFrom('promises')
        .select(['hour', 'total', 'kept'])
        .where('tenant', '=', tenant)
        .where('hour', '>=', new Date(sinceMs))
        .orderBy('hour')
        .execute();
      return rows.map(({ hour, total, kept }) => ({ hourMs: hour.getTime(), total, kept }));
    },
  };
}
