import { ConflictEnd } from '@sidelight/shared/sync/monthly-report.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { MonthFacts } from '../report/month-facts.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';

const n = z.coerce.number();
const bySide = z.object({ left: z.int(), right: z.int() });
const Figures = z.object({ object: z.string(), name: z.string(), side: z.string(), detail: z.string(), n });
const Hours = z.object({ at_ms: n, written: n });
const Active = z.object({ active: n, yielded: n });
const Decisions = z.object({ because: z.string(), n });
const Conflicts = z.object({
  ...{ object: z.string(), field: z.string(), blocks: z.boolean(), is_first: z.boolean(), n, open_ms: n },
  end: ConflictEnd,
});
const Open = z.object({ items: n, oldest_ms: n });
const Dead = z.object({ object: z.string(), field: z.string(), reason: z.string(), n });
const Comparisons = z.object({
  ...{ object: z.string(), at: z.coerce.date().transform((date) => date.toISOString()) },
  result: z.object({ linked: z.int(), changed: z.int(), writes: z.record(z.string(), bySide) }),
});
const Calls = z.object({ connector: z.string(), day: z.string(), n });
const Webhooks = z.object({ system: z.string(), n });
const Served = z.object({ total: n, kept: n });

/** What is stored of one tenant's sync from one moment to another. */
export async function readSyncMonth(
  db: Database,
  tenant: TenantId,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  nowMs: number,
): Promise<MonthFacts> {
  const [from, to, now] = [new Date(fromMs), new Date(toMs), new Date(nowMs)];
  const within = sql`tenant = ${tenant} and hour >= ${from} and hour < ${to}`;
  const all = async <T>(row: z.ZodType<T>, query: ReturnType<typeof sql>): Promise<T[]> =>
    z.array(row).parse((await query.execute(db)).rows);

  const figures = await all(
    Figures,
    sql`select object, name, side, detail, sum(n) n from sync_figures where ${within}
      and name not in ('calls', 'delivered') group by object, name, side, detail`,
  );
  const hours = await all(
    Hours,
    sql`select extract(epoch from hour) * 1000 at_ms, sum(n) written from sync_figures
      where ${within} and name in ('written', 'found') group by hour order by hour`,
  );
  const [active = { active: 0, yielded: 0 }] = await all(
    Active,
    sql`select count(distinct hour) active, count(distinct hour) filter (where name = 'yielded') yielded
      from sync_figures where ${within} and name not in ('calls', 'delivered')`,
  );
  const decisions = await all(
    Decisions,
    sql`select because, sum(n) n from sync_counts where ${within} group by because order by 2 desc, 1`,
  );
  const conflicts = await all(
    Conflicts,
    sql`select object, field, blocks, why = 'never_agreed' is_first, e.ended as end, count(*) n,
        percentile_cont(0.5) within group (order by extract(epoch from coalesce(closed_at, ${now}) - opened_at) * 1000)
          open_ms
      from sync_reviews, lateral (select case when choice is not null then choice->'choice'->>'kind'
        when closed_at is null then 'open' else 'agreed' end ended) e
      where tenant = ${tenant} and field <> '' and opened_at >= ${from} and opened_at < ${to}
      group by object, field, blocks, why = 'never_agreed', e.ended order by 1, 2, 3, 4, 5`,
  );
  const [open = { items: 0, oldest_ms: 0 }] = await all(
    Open,
    sql`select count(*) items, coalesce(extract(epoch from ${now}::timestamptz - min(opened_at)) * 1000, 0) oldest_ms
      from sync_reviews where tenant = ${tenant} and closed_at is null and blocks`,
  );
  const deadLetters = await all(
    Dead,
    sql`select object, field, reason, count(*) n from sync_dead_letters
      where tenant = ${tenant} and died_at >= ${from} and died_at < ${to}
      group by object, field, reason order by 4 desc, 1, 2, 3`,
  );
  const comparisons = await all(
    Comparisons,
    sql`select distinct on (object) object, ended_at as at, result from sync_runs
      where tenant = ${tenant} and state = 'done' and field is null and ended_at >= ${from} and ended_at < ${to}
      order by object, ended_at desc`,
  );
  const calls = await all(
    Calls,
    sql`select detail connector, to_char(hour at time zone 'UTC', 'YYYY-MM-DD') as day, sum(n) n from sync_figures
      where ${within} and name = 'calls' group by 1, 2 order by 1, 2`,
  );
  const webhooks = await all(
    Webhooks,
    sql`select detail system, sum(n) n from sync_figures where ${within} and name = 'delivered' group by 1 order by 1`,
  );
  const [served = { total: 0, kept: 0 }] = await all(
    Served,
    sql`select coalesce(sum(total), 0) total, coalesce(sum(kept), 0) kept from promises where ${within}`,
  );
  return {
    figures,
    hours: hours.map(({ at_ms, written }) => ({ atMs: at_ms, written })),
    ...{ activeHours: active.active, yieldedHours: active.yielded, decisions },
    conflicts: conflicts.map(({ open_ms, is_first, ...conflict }) => ({
      ...conflict,
      openMs: open_ms,
      isFirst: is_first,
    })),
    openNow: { items: open.items, oldestMs: open.oldest_ms },
    deadLetters,
    comparisons: comparisons.map(({ result, ...run }) => ({ ...run, ...result })),
    ...{ calls, webhooks, served },
  };
}
