import { SyncSide } from '@sidelight/shared/sync/sync-parts.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { FieldState } from '../sync/field-state.ts';
import { StoredHold } from '../sync/linked-record.ts';
import { StoredFields } from '../sync/stored-fields.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';

/** `side`: where the edit was made. In milliseconds, from its vendor's stamp to our sending it on. */
const Lag = z.object({ object: z.string(), side: SyncSide, p50: z.number(), p95: z.number(), edits: z.int() });
export type Lag = z.infer<typeof Lag>;

const DryRuns = z.object({ object: z.string(), at: z.coerce.date().transform((date) => date.toISOString()) });
const Letters = z.object({ object: z.string(), reason: z.string(), field: z.string(), side: SyncSide, n: z.int() });
/** Values of one field that one side did not take for one reason, counted. */
export type LetterCount = z.infer<typeof Letters>;
const Records = z.object({ id: z.string(), left_id: z.string(), right_id: z.string(), fields: StoredFields });
const Held = z.object({ hold: StoredHold, fields: StoredFields });

/** What each side calls a record, and what is known of its fields. */
export interface KnownRecord {
  readonly left: string;
  readonly right: string;
  readonly fields: Readonly<Record<string, FieldState>>;
}

/** So many of the records that changed last are looked at: more would say no more. */
const LAG_OF = 200;

/** More about how one tenant's sync stands, for a page. Reads only. */
export function createSyncOverview(db: Database) {
  return {
    /** Of edits since then that were sent on. One that lost, or that a person decided, is none of them. */
    async lag(tenant: TenantId, since: Date): Promise<readonly Lag[]> {
      // Each kind's last ones are picked before anything is made of them: what a record holds is long.
      const { rows } = await sql`with recent as materialized (
          select k.object, r.fields from (select distinct object from sync_records where tenant = ${tenant}) k
          cross join lateral (select o.fields from sync_records o
            where o.tenant = ${tenant} and o.object = k.object and o.changed_at > ${since}
            order by o.changed_at desc limit ${LAG_OF}) r),
        sent as (
          select r.object, d.made side,
            (select max((s->>'atMs')::float8) from jsonb_array_elements(f.state->d.other->'sent') s
              where s->>'versionMs' is not null) at_ms,
            (f.state->d.made->'edit'->>'versionMs')::float8 edit_ms,
            (f.state->d.made->'edit'->>'seenMs')::float8 seen_ms
          from recent r, jsonb_each(r.fields) f(name, state), (values ('left', 'right'), ('right', 'left')) d(made, other)
          where f.state->'origin'->>'side' = d.made and f.state->d.made ? 'edit')
        select object, side, count(*)::int edits,
          percentile_cont(0.5) within group (order by at_ms - edit_ms) p50,
          percentile_cont(0.95) within group (order by at_ms - edit_ms) p95
        from sent where at_ms >= seen_ms and edit_ms > ${since.getTime()}::float8 group by object, side`.execute(db);
      return z.array(Lag).parse(rows);
    },
    /** Most first. */
    async letters(tenant: TenantId): Promise<readonly LetterCount[]> {
      const { rows } = await sql`select object, reason, field, side, count(*)::int n from sync_dead_letters
        where tenant = ${tenant} group by object, reason, field, side order by n desc, field, side`.execute(db);
      return z.array(Letters).parse(rows);
    },
    /** When the last dry run of each kind of record came to its end. */
    async dryRuns(tenant: TenantId) {
      const { rows } = await sql`select object, max(ended_at) as at from sync_runs
        where tenant = ${tenant} and kind = 'dry_run' and state = 'done' and ended_at is not null
        group by object`.execute(db);
      return z.array(DryRuns).parse(rows);
    },
    /** One pair, by what the helpdesk calls it. `isHeld`: a person has to decide about the whole of it. */
    async recordOf(tenant: TenantId, object: string, rightId: string) {
      const row = await db
        .selectFrom('sync_records')
        .select(['hold', 'fields'])
        .where((eb) => eb.and({ tenant, object, right_id: rightId }))
        .executeTakeFirst();
      if (!row) return undefined;
      const { hold, fields } = Held.parse(row);
      return { fields, isHeld: hold !== undefined };
    },
    async records(tenant: TenantId, ids: readonly string[]): Promise<ReadonlyMap<string, KnownRecord>> {
      if (ids.length === 0) return new Map();
      const rows = await db
        .selectFrom('sync_records')
        .select(['id', 'left_id', 'right_id', 'fields'])
        .where('tenant', '=', tenant)
        .where('id', 'in', [...new Set(ids)])
        .execute();
      return new Map(
        z
          .array(Records)
          .parse(rows)
          .map(({ id, left_id, right_id, fields }) => [id, { left: left_id, right: right_id, fields }]),
      );
    },
  };
}
export type SyncOverview = ReturnType<typeof createSyncOverview>;
