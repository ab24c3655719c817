import { Observation } from '@sidelight/shared/map/observation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { ObservationLog } from '../health/ports.ts';
import type { Database } from './database.ts';

const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const Kind = Observation.shape.kind;

/** Counts by the day (UTC), added up over all processes. */
export function createObservationLog(db: Database): ObservationLog {
  return {
    async add(tenant, atMs, seen) {
      if (seen.length === 0) return;
      await sql`insert into observations (tenant, day, kind, name, detail, count)
        select ${tenant}, ${day(atMs)}::date, kind, name, detail, count
        from jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) as row (kind text, name text, detail text, count int)
        on conflict (tenant, day, kind, name, detail) do update set count = observations.count + excluded.count`.execute(
        db,
      );
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
      return rows.map((row) => ({ ...row, kind: Kind.parse(row.kind), count: z.coerce.number().parse(row.count) }));
    },
    async forget(tenant, beforeMs) {
      await db
        .deleteFrom('observations')
        .where('tenant', '=', tenant)
        .where('day', '<', sql<Date>`${day(beforeMs)}::date`)
        .execute();
    },
  };
}
