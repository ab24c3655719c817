import { Observation } from '@sidelight/shared/map/observation.ts';
import { reportableCode } from '@sidelight/shared/map/reportable-code.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { ObservationLog } from '../health/ports.ts';
import type { Database } from './database.ts';
import { writeApart } from './row-fault.ts';
import { fitting, type OnDamaged, unheard } from './stored-rows.ts';

const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const Stored = z.object({ ...Observation.shape, count: z.coerce.number() });

/** Counts by the day (UTC), added up over all processes. */
export function createObservationLog(db: Database, onDamaged: OnDamaged = unheard): ObservationLog {
  return {
    async add(tenant, atMs, seen) {
      if (seen.length === 0) return;
      const write = async (some: typeof seen) =>
        void (await sql`insert into observations (tenant, day, kind, name, detail, count)
        select ${tenant}, ${day(atMs)}::date, kind, name, detail, count
        from jsonb_to_recordset(${JSON.stringify(some)}::jsonb) as row (kind text, name text, detail text, count int)
        on conflict (tenant, day, kind, name, detail) do update set count = observations.count + excluded.count`.execute(
          db,
        ));
      await writeApart(seen, write, ({ kind, name }) => onDamaged({ table: 'observations', row: `${kind}|${name}` }));
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
