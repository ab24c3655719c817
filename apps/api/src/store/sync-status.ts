import { SyncSide } from '@sidelight/shared/sync/sync-parts.ts';
import type { RunKind } from '@sidelight/shared/sync/sync-report.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Side } from '../sync/canonical/canon.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { notesSoFar } from './support-notes.ts';
import { type LetterFilter, lettersOf } from './sync-decisions.ts';
import { countErased } from './sync-erasures.ts';
import { itemOf, type OpenItem } from './sync-item.ts';

const count = z.int();
const at = z.coerce.date().transform((date) => date.toISOString());

const Records = z.object({
  ...{ object: z.string(), linked: count, held: count, left: count, right: count },
  ...{ left_since: at.nullable(), right_since: at.nullable() },
});
const Batches = z.object({ object: z.string(), side: SyncSide, records: count, at, is_pending: z.boolean() });
const Looks = z.object({ object: z.string(), side: SyncSide, at });
const Makings = z.object({ object: z.string(), side: SyncSide, records: count, unapproved: count });
const Items = z.object({ object: z.string(), open: count, blocking: count, overdue: count });
const Dead = z.object({ object: z.string(), reason: z.string(), n: count });
const Runs = z.object({ id: z.string() });
const DryRun = z.object({ id: z.string(), at });

/** Pairs of one kind of record, and how many of them have something to send. */
export interface RecordCounts {
  readonly object: string;
  readonly linked: number;
  /** Nothing is written to them until a person has decided. */
  readonly held: number;
  readonly waiting: Readonly<Record<Side, { readonly records: number; readonly since: string | undefined }>>;
}

export interface ListedLetter {
  readonly id: string;
  readonly object: string;
  readonly record: string;
  readonly side: Side;
  readonly field: string;
  readonly reason: string;
  readonly valueClass?: string;
  readonly at: string;
  /** Who wants it tried again: it is about to be. */
  readonly replayBy?: string;
}

export interface ItemFilter {
  readonly object?: string | undefined;
  readonly ids?: readonly string[] | undefined;
}

/** How one tenant's sync stands. Reads only. */
export function createSyncStatus(db: Database) {
  const letters = (tenant: TenantId, filter: LetterFilter) =>
    db.selectFrom('sync_dead_letters').where((eb) => eb.and(lettersOf(tenant, filter)));
  return {
    async records(tenant: TenantId): Promise<readonly RecordCounts[]> {
      const { rows } =
        await sql`select object, count(*)::int linked, (count(*) filter (where hold is not null))::int held,
        (count(*) filter (where due_left))::int as left, (count(*) filter (where due_right))::int as right,
        min(coalesce(open_left_since, changed_at)) filter (where due_left) left_since,
        min(coalesce(open_right_since, changed_at)) filter (where due_right) right_since
        from sync_records where tenant = ${tenant} group by object`.execute(db);
      return z
        .array(Records)
        .parse(rows)
        .map(({ left, right, left_since, right_since, ...counted }) => ({
          ...counted,
          waiting: {
            left: { records: left, since: left_since ?? undefined },
            right: { records: right, since: right_since ?? undefined },
          },
        }));
    },
    /** `is_pending`: the vendor has taken it and works on it. */
    async batches(tenant: TenantId) {
      const { rows } = await sql`select object, side, jsonb_array_length(items) records, sent_at as at,
        pending is not null is_pending from sync_batches where tenant = ${tenant} order by object, side`.execute(db);
      return z.array(Batches).parse(rows);
    },
    /** When each side was last asked what has changed. */
    async looks(tenant: TenantId) {
      const { rows } = await sql`select object, side, moved_at as at from sync_cursors
        where tenant = ${tenant} order by object, side`.execute(db);
      return z.array(Looks).parse(rows);
    },
    /** Records in line to be made, by the side they are on; `unapproved`: nobody has seen how many there are. */
    async makings(tenant: TenantId) {
      const { rows } = await sql`select object, side, count(*)::int records,
        (count(*) filter (where not is_approved))::int unapproved
        from sync_makings where tenant = ${tenant} group by object, side order by object, side`.execute(db);
      return z.array(Makings).parse(rows);
    },
    async items(tenant: TenantId, dueBefore: Date) {
      const { rows } = await sql`select object, count(*)::int as open, (count(*) filter (where blocks))::int blocking,
        (count(*) filter (where blocks and opened_at < ${dueBefore}))::int overdue
        from sync_reviews where tenant = ${tenant} and closed_at is null group by object`.execute(db);
      return z.array(Items).parse(rows);
    },
    async dead(tenant: TenantId, filter: LetterFilter) {
      const rows = await letters(tenant, filter)
        .select(['object', 'reason', sql`count(*)::int`.as('n')])
        .groupBy(['object', 'reason'])
        .orderBy('object')
        .orderBy('reason')
        .execute();
      return z.array(Dead).parse(rows);
    },
    erased: (tenant: TenantId) => countErased(db, tenant),
    notes: (tenant: TenantId) => notesSoFar(db, tenant),
    /** Oldest first. */
    async letters(tenant: TenantId, filter: LetterFilter, most: number): Promise<readonly ListedLetter[]> {
      const rows = await letters(tenant, filter).selectAll().orderBy('died_at').orderBy('id').limit(most).execute();
      return rows.map(({ id, object, record, side, field, reason, value_class, died_at, replay_by }) => ({
        ...{ id, object, record, side: SyncSide.parse(side), field, reason, at: at.parse(died_at) },
        ...(value_class !== null && { valueClass: value_class }),
        ...(replay_by !== null && { replayBy: replay_by }),
      }));
    },
    /** The newest run of each kind of record: that of all fields, and that of one. */
    async lastRuns(tenant: TenantId): Promise<readonly string[]> {
      const { rows } = await sql`select distinct on (object, field is null) id from sync_runs where tenant = ${tenant}
        order by object, field is null, asked_at desc`.execute(db);
      return z
        .array(Runs)
        .parse(rows)
        .map(({ id }) => id);
    },
    /** Asked for, and not over. */
    async runUnderWay(tenant: TenantId, object: string, kind: RunKind, field?: string): Promise<string | undefined> {
      const row = await db
        .selectFrom('sync_runs')
        .select('id')
        .where('tenant', '=', tenant)
        .where('object', '=', object)
        .where('kind', '=', kind)
        .where('field', 'is not distinct from', field ?? null)
        .where('state', 'in', ['waiting', 'running', 'paused'])
        .orderBy('asked_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.id;
    },
    /** The last time that one field was compared, so much would have changed that nothing was done. */
    async wasHeldBack(tenant: TenantId, object: string, field: string): Promise<boolean> {
      const { rows } = await sql`select 1 from (select result from sync_runs
          where tenant = ${tenant} and object = ${object} and field = ${field} and kind = 'backfill'
          order by asked_at desc limit 1) x
        where x.result->>'refused' is not null`.execute(db);
      return rows.length > 0;
    },
    /** The last dry run that came to its end; of one field where that is named. */
    async dryRun(
      tenant: TenantId,
      object: string,
      field?: string,
    ): Promise<{ readonly id: string; readonly at: string } | undefined> {
      const kind: RunKind = field === undefined ? 'dry_run' : 'backfill_dry_run';
      const { rows } = await sql`select id, ended_at as at from sync_runs
        where tenant = ${tenant} and object = ${object} and kind = ${kind} and state = 'done' and ended_at is not null
          and field is not distinct from ${field ?? null}
        order by ended_at desc limit 1`.execute(db);
      return z.array(DryRun).parse(rows)[0];
    },
    /** Those that block first, then the oldest. */
    async openItems(tenant: TenantId, { object, ids }: ItemFilter, most: number): Promise<readonly OpenItem[]> {
      if (ids?.length === 0) return [];
      let query = db
        .selectFrom('sync_reviews as i')
        .leftJoin('sync_records as r', (join) =>
          join.onRef('r.tenant', '=', 'i.tenant').onRef('r.object', '=', 'i.object').onRef('r.id', '=', 'i.record'),
        )
        .select(['i.id', 'i.object', 'i.record', 'i.field', 'i.why', 'i.blocks', 'i.left_value', 'i.right_value'])
        .select(['i.opened_at', 'i.choice', 'r.left_id', 'r.right_id'])
        .where('i.tenant', '=', tenant)
        .where('i.closed_at', 'is', null);
      if (object !== undefined) query = query.where('i.object', '=', object);
      if (ids) query = query.where('i.id', 'in', ids);
      const rows = await query.orderBy('i.blocks', 'desc').orderBy('i.opened_at').orderBy('i.id').limit(most).execute();
      return rows.map(itemOf);
    },
  };
}
export type SyncStatus = ReturnType<typeof createSyncStatus>;
