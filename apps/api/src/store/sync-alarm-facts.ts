import { SyncSide } from '@sidelight/shared/sync/sync-parts.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { AlarmFacts } from '../sync/alarms.ts';
import { percentileMs } from '../sync/span-buckets.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';

const n = z.coerce.number();
const Figures = z.object({ object: z.string(), side: SyncSide, name: z.string(), detail: z.string(), n });
const Waiting = z.object({ object: z.string(), side: SyncSide, ms: n });
const Comparisons = z.object({ object: z.string(), linked: n, changed: n });
const Counts = z.object({ dead: n, overdue: n, erasures: n });
const Aside = z.object({ object: z.string(), field: z.string(), side: SyncSide });
const Silence = z.object({ silent_ms: n, expected: n });

const HOUR_MS = 3_600_000;
const WEEK = sql`interval '7 days'`;
/** Fewer deliveries in the same hours a week ago say nothing. */
const EXPECTED = 10;
/** Of fewer edits, one in twenty is none. */
const ENOUGH_EDITS = 20;

/** How one tenant's sync stands, of what is switched on; undefined where nothing is. */
export async function readAlarmFacts(
  db: Database,
  tenant: TenantId,
  reviewDueMs: number,
  nowMs: number,
): Promise<AlarmFacts | undefined> {
  const isOn = sql`exists (select 1 from sync_switches s where s.tenant = ${tenant} and s.object = x.object and s.is_on)`;
  const all = async <T>(row: z.ZodType<T>, query: ReturnType<typeof sql>): Promise<T[]> =>
    z.array(row).parse((await query.execute(db)).rows);
  const { rows: on } = await sql`select 1 from sync_switches where tenant = ${tenant} and is_on limit 1`.execute(db);
  if (on.length === 0) return undefined;
  const [now, since] = [new Date(nowMs), new Date(Math.floor(nowMs / HOUR_MS - 1) * HOUR_MS)];
  const figures = await all(
    Figures,
    sql`select object, side, name, detail, sum(n) n from sync_figures x where tenant = ${tenant} and hour >= ${since}
      and name in ('lag', 'written', 'found', 'refused') and ${isOn} group by object, side, name, detail`,
  );
  const waiting = await all(
    Waiting,
    // However often it was tried, and while its end is unknown.
    sql`select object, side, extract(epoch from ${now}::timestamptz - min(since)) * 1000 ms
      from (select object, coalesce(open_left_since, changed_at) since, 'left' side from sync_records
          where tenant = ${tenant} and (due_left or batch_left is not null)
        union all select object, coalesce(open_right_since, changed_at), 'right' from sync_records
          where tenant = ${tenant} and (due_right or batch_right is not null)) x
      where ${isOn} group by object, side`,
  );
  const unread = await all(
    Waiting,
    // What the CRM's journal told to its end was told.
    sql`select s.object, flow.side,
        extract(epoch from ${now}::timestamptz - greatest(s.set_at, c.moved_at, j.read_at)) * 1000 ms
      from sync_switches s cross join (values ('left'), ('right')) flow(side)
      left join sync_cursors c on c.tenant = s.tenant and c.object = s.object and c.side = flow.side
      left join journals j on j.tenant = s.tenant and j.system = 'crm' and flow.side = 'left' and j.closed_at is null
      where s.tenant = ${tenant} and s.is_on and s.object in ('company', 'contact')`,
  );
  const comparisons = await all(
    Comparisons,
    // What the first one after switching on finds has gathered while it was off.
    sql`select distinct on (object) object, linked, changed from (
        select r.object, r.ended_at, (r.result->>'linked')::int linked, (r.result->>'changed')::int changed,
          count(*) filter (where r.kind <> 'dry_run') over (partition by r.object order by r.ended_at
            rows between unbounded preceding and 1 preceding) earlier
        from sync_runs r join sync_switches s on s.tenant = r.tenant and s.object = r.object and s.is_on
        where r.tenant = ${tenant} and r.state = 'done' and r.field is null and r.ended_at > s.set_at) x
      where earlier > 0 order by object, ended_at desc`,
  );
  const dueBefore = new Date(nowMs - reviewDueMs);
  const [counts = { dead: 0, overdue: 0, erasures: 0 }] = await all(
    Counts,
    sql`select (select count(*) from sync_dead_letters where tenant = ${tenant}) dead,
      (select count(*) from sync_reviews where tenant = ${tenant} and closed_at is null and blocks
        and opened_at < ${dueBefore}) overdue,
      (select count(*) from sync_reviews where tenant = ${tenant} and closed_at is null
        and why = 'erase_on_other_side') erasures`,
  );
  const aside = await all(
    Aside,
    sql`select object, field, side from sync_fields_aside x where tenant = ${tenant} and ${isOn} order by 1, 2, 3`,
  );
  const [silence] = await all(
    Silence,
    sql`select extract(epoch from ${now}::timestamptz - last.at) * 1000 silent_ms, coalesce((
        select sum(n) from sync_figures where tenant = ${tenant} and name = 'delivered'
          and hour >= last.at - ${WEEK} and hour < ${now}::timestamptz - ${WEEK}), 0) expected
      from (select max(received_at) at from webhook_inbox where tenant = ${tenant} and system = 'helpdesk') last
      where last.at is not null`,
  );
  return {
    ...{ lags: lagsOf(figures), waiting, unread, comparisons, answers: answersOf(figures) },
    ...{ deadLetters: counts.dead, overdue: counts.overdue, erasures: counts.erasures, aside },
    silentMs: silence && (silence.expected >= EXPECTED ? silence.silent_ms : 0),
  };
}

type Row = z.infer<typeof Figures>;

function byFlow<T>(rows: readonly Row[], of: (own: readonly Row[], object: string, side: Row['side']) => T[]): T[] {
  const keys = new Map(rows.map(({ object, side }) => [`${object}|${side}`, { object, side }]));
  return [...keys.values()].flatMap(({ object, side }) =>
    of(
      rows.filter((row) => row.object === object && row.side === side),
      object,
      side,
    ),
  );
}

const lagsOf = (rows: readonly Row[]): AlarmFacts['lags'] =>
  byFlow(rows, (own, object, side) => {
    const buckets = own.filter(({ name }) => name === 'lag').map((row) => [Number(row.detail), row.n] as const);
    const edits = buckets.reduce((sum, [, times]) => sum + times, 0);
    const p95Ms = edits < ENOUGH_EDITS ? undefined : percentileMs(new Map(buckets), 0.95);
    return p95Ms === undefined ? [] : [{ object, side, p95Ms }];
  });

const answersOf = (rows: readonly Row[]): AlarmFacts['answers'] =>
  byFlow(rows, (own, object, side) => {
    const count = (names: readonly string[]) =>
      own.reduce((sum, row) => (names.includes(row.name) ? sum + row.n : sum), 0);
    return [{ object, side, taken: count(['written', 'found']), refused: count(['refused']) }];
  });
