import { sql } from 'kysely';
import { z } from 'zod';
import type { SpeedLog } from '../health/ports.ts';
import type { Database } from './database.ts';
import { gatherWrites } from './gather.ts';
import { fitting, type OnDamaged, unheard } from './stored-rows.ts';

const Stored = z.object({ kind: z.enum(['call', 'read', 'start']), name: z.string(), buckets: z.array(z.int()) });

type Said = Parameters<SpeedLog['put']>;
type Counted = Parameters<SpeedLog['count']>;

/** Of all tenants that say so at once. */
export const speedWrites = (db: Database) => ({
  put: gatherWrites((asks: readonly Said[]) => {
    const all = asks.flatMap(([tenant, process, rows]) =>
      rows.map(({ minuteMs, ...row }) => ({ ...row, tenant, process, minute: new Date(minuteMs).toISOString() })),
    );
    return sql`insert into speeds (tenant, process, minute, kind, name, buckets)
      select tenant, process, minute, kind, name, buckets from jsonb_to_recordset(${JSON.stringify(all)}::jsonb)
        as row (tenant text, process text, minute timestamptz, kind text, name text, buckets jsonb)
      on conflict (tenant, minute, kind, name, process) do update set buckets = excluded.buckets`.execute(db);
  }),
  count: gatherWrites((asks: readonly Counted[]) => {
    const byHour = Map.groupBy(asks, ([tenant, hourMs]) => `${hourMs}|${tenant}`);
    const all = [...byHour.values()].flatMap((own) => {
      const [first] = own;
      const sum = (of: 'total' | 'kept') => own.reduce((n, [, , served]) => n + served[of], 0);
      return first
        ? [{ tenant: first[0], hour: new Date(first[1]).toISOString(), total: sum('total'), kept: sum('kept') }]
        : [];
    });
    return sql`insert into promises (tenant, hour, total, kept)
      select tenant, hour, total, kept from jsonb_to_recordset(${JSON.stringify(all)}::jsonb)
        as row (tenant text, hour timestamptz, total int, kept int)
      order by tenant, hour
      on conflict (tenant, hour) do update
        set total = promises.total + excluded.total, kept = promises.kept + excluded.kept`.execute(db);
  }),
});

/** Speeds by the minute, and by the hour how many contexts met the SLO. */
export function createSpeedLog(db: Database, onDamaged: OnDamaged = unheard, write = speedWrites(db)): SpeedLog {
  return {
    async put(tenant, process, rows) {
      if (rows.length > 0) await write.put([tenant, process, rows]);
    },
    count: (tenant, hourMs, served) => write.count([tenant, hourMs, served]),
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
    async sloHours(tenant, sinceMs) {
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
