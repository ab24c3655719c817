import { WorkKind } from '@sidelight/shared/health/vendor-budget.ts';
import { sql } from 'kysely';
import type { UsageLog } from '../health/ports.ts';
import type { Database } from './database.ts';
import { fitting, type OnDamaged, unheard } from './stored-rows.ts';

/** Longer than whoever uses something stays silent. */
const ACTIVE_S = 60;

/** What every process has used of each vendor's limits. */
export function createUsageLog(db: Database, onDamaged: OnDamaged = unheard): UsageLog {
  return {
    async add(tenant, rows) {
      if (rows.length === 0) return;
      const all = rows.map(({ connector, windowMs, startMs, kind, counter, calls }) => ({
        ...{ connector, kind, counter, calls, window_ms: windowMs, start_ms: startMs },
      }));
      await sql`insert into call_usage (tenant, connector, window_ms, start_ms, kind, counter, calls)
        select ${tenant}, connector, window_ms, start_ms, kind, counter, calls
        from jsonb_to_recordset(${JSON.stringify(all)}::jsonb)
          as row (connector text, window_ms bigint, start_ms bigint, kind text, counter text, calls int)
        on conflict (tenant, connector, window_ms, start_ms, kind, counter)
          do update set calls = call_usage.calls + excluded.calls, seen_at = now()`.execute(db);
    },
    async since(tenant, nowMs) {
      const rows = await db
        .selectFrom('call_usage')
        .select(['connector', 'window_ms', 'start_ms', 'kind', 'counter', 'calls'])
        .select(sql<boolean>`seen_at > now() - make_interval(secs => ${ACTIVE_S})`.as('is_active'))
        .where('tenant', '=', tenant)
        .where(sql<boolean>`start_ms > ${nowMs}::double precision - 2 * window_ms`)
        .execute();
      const about = { table: 'call_usage', keyOf: (row: { connector: string }) => row.connector };
      const read = (row: (typeof rows)[number]) => ({
        ...{ connector: row.connector, counter: row.counter, calls: row.calls, isActive: row.is_active },
        ...{ windowMs: Number(row.window_ms), startMs: Number(row.start_ms), kind: WorkKind.parse(row.kind) },
      });
      return fitting(rows, read, about, onDamaged);
    },
  };
}
