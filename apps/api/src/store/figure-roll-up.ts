import { sql } from 'kysely';
import type { Database } from './database.ts';
import { ofJournal } from './of-journal.ts';

const HOUR_MS = 3_600_000;
/** Deliveries that were handled are kept no longer: hours before are as they were added up. */
const DELIVERIES_SINCE_MS = 48 * HOUR_MS;

/**
 * Adds up, for helpdesks that use sync, what is kept for a few hours or days only: calls to vendors and webhook
 * deliveries. Of hours that may still be counted; safe to repeat.
 */
export async function rollUpFigures(db: Database, nowMs: number, signal: AbortSignal): Promise<void> {
  const usesSync = (table: string) =>
    sql`exists (select 1 from sync_switches s where s.tenant = ${sql.ref(`${table}.tenant`)})`;
  const upsert = sql`on conflict (tenant, hour, object, name, side, detail)
    do update set n = greatest(sync_figures.n, excluded.n)`;
  await sql`insert into sync_figures (tenant, hour, object, name, side, detail, n)
    select c.tenant, to_timestamp(c.start_ms / 1000), '', 'calls', c.kind, c.connector, sum(c.calls)
    from call_usage c where c.window_ms = ${HOUR_MS} and ${usesSync('c')}
    group by c.tenant, c.start_ms, c.kind, c.connector ${upsert}`.execute(db);
  if (signal.aborted) return;
  const since = new Date(Math.floor((nowMs - DELIVERIES_SINCE_MS) / HOUR_MS) * HOUR_MS);
  await sql`insert into sync_figures (tenant, hour, object, name, side, detail, n)
    select w.tenant, date_trunc('hour', w.received_at, 'UTC'), '', 'delivered', '', w.system, count(*)
    from webhook_inbox w where w.received_at >= ${since} and ${usesSync('w')} and not ${ofJournal('w')}
    group by w.tenant, date_trunc('hour', w.received_at, 'UTC'), w.system ${upsert}`.execute(db);
}
