import { Observation } from '@sidelight/shared/map/observation.ts';
import { reportableCode } from '@sidelight/shared/map/reportable-code.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { ObservationLog } from '../health/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { gatherWrites } from './gather.ts';
import { writeApart } from './row-fault.ts';
import { fitting, type OnDamaged, unheard } from './stored-rows.ts';

const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const Stored = z.object({ ...Observation.shape, count: z.coerce.number() });

interface Seen {
  readonly tenant: TenantId;
  readonly atMs: number;
  readonly seen: readonly Observation[];
  readonly onDamaged: OnDamaged;
}

/** Of all tenants that say so at once. */
export const observationWrites = (db: Database) =>
  gatherWrites((asks: readonly Seen[]) => {
    const all = asks.flatMap(({ tenant, atMs, seen, onDamaged }) =>
      seen.map((row) => ({ row: { ...row, tenant, day: day(atMs) }, onDamaged })),
    );
    const write = async (some: readonly (typeof all)[number][]) =>
      void (await sql`insert into observations (tenant, day, kind, name, detail, count)
        select tenant, day, kind, name, detail, sum(count)
        from jsonb_to_recordset(${JSON.stringify(some.map(({ row }) => row))}::jsonb)
          as row (tenant text, day date, kind text, name text, detail text, count int)
        group by tenant, day, kind, name, detail
        order by tenant, day, kind, name, detail
        on conflict (tenant, day, kind, name, detail) do update set count = observations.count + excluded.count`.execute(
        db,
      ));
    return writeApart(all, write, ({ row: { kind, name }, onDamaged }) =>
      onDamaged({ table: 'observations', row: `${kind}|${name}` }),
    );
  });

/** Counts by the day (UTC), added up over all processes. */
export function createObservationLog(
  db: Database,
  onDamaged: OnDamaged = unheard,
  write = observationWrites(db),
): ObservationLog {
  return {
    async add(tenant, atMs, seen) {
      if (seen.length > 0) await write({ tenant, atMs, seen, onDamaged });
    },
    async since(tenant, sinceMs) {
      const rows = await db
        .selectFrom('observations')
        .select(['kind', 'name', 'detail', (e) => e.fn.sum('count').as('count')])
        .where('tenant', '=', tenant)
        .where('day', '>=', sql<Date>`${day(sinceMs)}::date`)
        .groupBy(['kind', 'name', 'detail'])
        .orderBy('kind')
        .orderBy('name')
        .orderBy('detail')
        .execute();
      const about = {
        table: 'observations',
        keyOf: (row: { kind: string; name: string }) => `${row.kind}|${row.name}`,
      };
      const read = (row: unknown) => {
        const seen = Stored.parse(row);
        // Releases before 0.4 kept vendors' texts as they came.
        return seen.kind === 'code' ? { ...seen, detail: reportableCode(seen.detail) } : seen;
      };
      return fitting(rows, read, about, onDamaged);
    },
  };
}
