import { sql } from 'kysely';
import type { Noted } from '../sync/noted.ts';
import type { SyncScope } from '../sync/ports.ts';
import { bucketOf } from '../sync/span-buckets.ts';
import type { Database } from './database.ts';

const HOUR_MS = 3_600_000;

/** Adds to the figures of this hour. */
export async function addFigures(
  db: Database,
  { tenant, object }: SyncScope,
  nowMs: number,
  noted: readonly Noted[],
): Promise<void> {
  if (noted.length === 0) return;
  const hour = new Date(Math.floor(nowMs / HOUR_MS) * HOUR_MS);
  const sums = new Map<string, number>();
  for (const each of noted) sums.set(keyOf(each), (sums.get(keyOf(each)) ?? 0) + 1);
  // In one order everywhere, so that two transactions never wait for each other.
  const rows = [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, n]) => ({ key, n }));
  await sql`insert into sync_figures (tenant, hour, object, name, side, detail, n)
    select ${tenant}, ${hour}::timestamptz, ${object}, split_part(r.key, '|', 1), split_part(r.key, '|', 2),
      split_part(r.key, '|', 3), r.n
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(key text, n bigint)
    on conflict (tenant, hour, object, name, side, detail) do update set n = sync_figures.n + excluded.n`.execute(db);
}

const keyOf = (noted: Noted): string => `${noted.name}|${noted.side}|${detailOf(noted)}`;

function detailOf(noted: Noted): string {
  if (noted.name === 'refused') return noted.reason;
  return 'ms' in noted ? String(bucketOf(noted.ms)) : '';
}
