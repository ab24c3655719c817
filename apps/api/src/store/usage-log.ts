import { WorkKind } from '@sidelight/shared/health/vendor-budget.ts';
import { sql } from 'kysely';
import type { UsageLog, UsageRow } from '../health/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { createGather, gatherWrites } from './gather.ts';
import { fitting, type OnDamaged, unheard } from './stored-rows.ts';

/** Longer than whoever uses something stays silent. */
const ACTIVE_S = 60;

interface Stored {
  readonly tenant: string;
  readonly connector: string;
  readonly window_ms: string;
  readonly start_ms: string;
  readonly kind: string;
  readonly counter: string;
  readonly calls: number;
  readonly is_active: boolean;
}

/** Of all tenants that say or ask so at once. */
export const usageStatements = (db: Database) => ({
  add: gatherWrites((asks: readonly { readonly tenant: TenantId; readonly rows: readonly UsageRow[] }[]) => {
    const all = asks.flatMap(({ tenant, rows }) =>
      rows.map(({ connector, windowMs, startMs, kind, counter, calls }) => ({
        ...{ tenant, connector, kind, counter, calls, window_ms: windowMs, start_ms: startMs },
      })),
    );
    return sql`insert into call_usage (tenant, connector, window_ms, start_ms, kind, counter, calls)
      select tenant, connector, window_ms, start_ms, kind, counter, sum(calls)
      from jsonb_to_recordset(${JSON.stringify(all)}::jsonb) as row
        (tenant text, connector text, window_ms bigint, start_ms bigint, kind text, counter text, calls int)
      group by tenant, connector, window_ms, start_ms, kind, counter
      on conflict (tenant, connector, window_ms, start_ms, kind, counter)
        do update set calls = call_usage.calls + excluded.calls, seen_at = now()`.execute(db);
  }),
  since: createGather(async (asks: readonly { readonly tenant: TenantId; readonly nowMs: number }[]) => {
    const earliestMs = Math.min(...asks.map(({ nowMs }) => nowMs));
    const { rows } = await sql<Stored>`select tenant, connector, window_ms, start_ms, kind, counter, calls,
        seen_at > now() - make_interval(secs => ${ACTIVE_S}) as is_active
      from call_usage where tenant in (${sql.join(asks.map(({ tenant }) => tenant))})
        and start_ms > ${earliestMs}::double precision - 2 * window_ms`.execute(db);
    return asks.map(({ tenant, nowMs }) =>
      rows.filter((row) => row.tenant === tenant && Number(row.start_ms) > nowMs - 2 * Number(row.window_ms)),
    );
  }),
});

/** What every process has used of each vendor's limits. */
export function createUsageLog(
  db: Database,
  onDamaged: OnDamaged = unheard,
  statements = usageStatements(db),
): UsageLog {
  return {
    async add(tenant, rows) {
      if (rows.length > 0) await statements.add({ tenant, rows });
    },
    async since(tenant, nowMs) {
      const rows = await statements.since({ tenant, nowMs });
      const about = { table: 'call_usage', keyOf: (row: { connector: string }) => row.connector };
      const read = (row: (typeof rows)[number]) => ({
        ...{ connector: row.connector, counter: row.counter, calls: row.calls, isActive: row.is_active },
        ...{ windowMs: Number(row.window_ms), startMs: Number(row.start_ms), kind: WorkKind.parse(row.kind) },
      });
      return fitting(rows, read, about, onDamaged);
    },
  };
}
