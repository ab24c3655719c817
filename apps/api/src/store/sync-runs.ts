import { randomUUID } from 'node:crypto';
import { RunKind, RunState } from '@sidelight/shared/sync/sync-report.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { OnRecord } from '../audit/ports.ts';
import type { JobWriter } from '../jobs/ports.ts';
import { syncRunQueue } from '../jobs/queues.ts';
import type { Checkpoint } from '../sync/backfill.ts';
import type { Progress, Reconciled } from '../sync/reconciled.ts';
import { Sample } from '../sync/sample.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { changeIn } from './on-record.ts';

const bySide = z.object({ left: z.int(), right: z.int() });
const Result = z.object({
  ...{ left: z.int(), right: z.int(), linked: z.int(), newLinks: z.int(), alone: bySide, ambiguous: z.int() },
  ...{ writes: z.record(z.string(), bySide), changed: z.int(), asked: z.int(), unreadable: z.int(), gone: bySide },
  // Runs before there were any have none.
  creations: bySide.default({ left: 0, right: 0 }),
  refused: z.enum(['deletes', 'changes', 'creations']).nullable(),
}) satisfies z.ZodType<Reconciled>;
const StoredProgress = z.object({
  phase: z.enum(['reading_left', 'reading_right', 'comparing', 'writing']),
  done: z.int(),
}) satisfies z.ZodType<Progress>;
const StoredCheckpoint = z.object({ after: z.string(), found: Result }) satisfies z.ZodType<Checkpoint>;

/** One comparison, of everything or of one field, asked for by somebody. */
export interface SyncRun {
  readonly id: string;
  readonly object: string;
  /** Absent where it is of all fields. */
  readonly field?: string;
  readonly kind: RunKind;
  readonly state: RunState;
  readonly progress: Progress | undefined;
  readonly result: Reconciled | undefined;
  /** Why it failed, as a reason of a system or of ours. */
  readonly reason: string | undefined;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly endedAt?: string;
  /** Who has paused it, or is about to. */
  readonly pausedBy?: string;
}

export function createSyncRuns(db: Database, jobs: JobWriter<Database>) {
  const one = (tenant: TenantId, id: string) =>
    db.updateTable('sync_runs').where('tenant', '=', tenant).where('id', '=', id);
  /** What it has read is of no use any more. */
  const end = (tenant: TenantId, id: string, how: { state: RunState; result?: string; reason?: string }) =>
    db.transaction().execute(async (tx) => {
      await tx
        .updateTable('sync_runs')
        .set({ ...how, ended_at: new Date() })
        .where((eb) => eb.and({ tenant, id }))
        .execute();
      await tx
        .deleteFrom('sync_read_pages')
        .where((eb) => eb.and({ tenant, run: id }))
        .execute();
    });
  return {
    /** `field`: of a backfill. */
    async ask(
      tenant: TenantId,
      object: string,
      kind: RunKind,
      by: string,
      field?: string,
      record?: OnRecord,
    ): Promise<string> {
      const id = randomUUID();
      await changeIn(db, record, async (tx) => {
        await tx
          .insertInto('sync_runs')
          .values({ tenant, id, object, field: field ?? null, kind, state: 'waiting', asked_by: by })
          .execute();
        await jobs.put(tx, syncRunQueue, [{ tenant, ids: { runId: id }, order: object }]);
      });
      return id;
    },
    /** Asked for, and not begun: it sees all that has happened up to now. */
    async isWaiting(tenant: TenantId, object: string, kind: RunKind): Promise<boolean> {
      const row = await db
        .selectFrom('sync_runs')
        .select('id')
        .where((eb) => eb.and({ tenant, object, kind, state: 'waiting' }))
        .executeTakeFirst();
      return row !== undefined;
    },
    async find(tenant: TenantId, id: string): Promise<SyncRun | undefined> {
      return (await list(db, tenant, { id }, 1))[0];
    },
    /** Newest first. */
    latest: (tenant: TenantId, most: number) => list(db, tenant, {}, most),
    /** True where somebody wants it paused. */
    async began(tenant: TenantId, id: string, progress: Progress, checkpoint?: Checkpoint): Promise<boolean> {
      const row = await one(tenant, id)
        .set({
          ...{ state: 'running', progress: JSON.stringify(progress) },
          ...(checkpoint && { checkpoint: JSON.stringify(checkpoint) }),
        })
        .returning('pause_by')
        .executeTakeFirst();
      return row?.pause_by != null;
    },
    async sampled(tenant: TenantId, id: string, sample: Sample): Promise<void> {
      await one(tenant, id)
        .set({ sample: JSON.stringify(sample) })
        .execute();
    },
    async ended(tenant: TenantId, id: string, result: Reconciled): Promise<void> {
      await end(tenant, id, { state: 'done', result: JSON.stringify(result) });
    },
    async failed(tenant: TenantId, id: string, reason: string): Promise<void> {
      await end(tenant, id, { state: 'failed', reason });
    },
    /** At once where it has not begun, else after the page it is at. False where there is nothing to pause. */
    async pause(tenant: TenantId, id: string, by: string, record?: OnRecord): Promise<boolean> {
      const pause = async (tx: Database) => {
        const { numUpdatedRows } = await tx
          .updateTable('sync_runs')
          .where((eb) => eb.and({ tenant, id }))
          .where('state', 'in', ['waiting', 'running'])
          .set({ pause_by: by, state: sql<string>`case state when 'waiting' then 'paused' else state end` })
          .executeTakeFirst();
        return numUpdatedRows > 0n;
      };
      return changeIn(db, record, pause, Boolean);
    },
    async paused(tenant: TenantId, id: string): Promise<void> {
      await one(tenant, id).set({ state: 'paused' }).execute();
    },
    /** False where it is not paused. */
    async goOn(tenant: TenantId, id: string, record?: OnRecord): Promise<boolean> {
      const goOn = async (tx: Database) => {
        const row = await tx
          .updateTable('sync_runs')
          .set({ state: 'waiting', pause_by: null })
          .where((eb) => eb.and({ tenant, id, state: 'paused' }))
          .returning('object')
          .executeTakeFirst();
        if (row) await jobs.put(tx, syncRunQueue, [{ tenant, ids: { runId: id }, order: row.object }]);
        return row !== undefined;
      };
      return changeIn(db, record, goOn, Boolean);
    },
    async checkpoint(tenant: TenantId, id: string): Promise<Checkpoint | undefined> {
      const row = await shown(db, tenant, id).select('checkpoint').executeTakeFirst();
      return StoredCheckpoint.nullable().parse(row?.checkpoint ?? null) ?? undefined;
    },
    /** Some of what it would change, with the values: only for whoever may see them. */
    async sample(tenant: TenantId, id: string): Promise<Sample> {
      const row = await shown(db, tenant, id).select('sample').executeTakeFirst();
      return Sample.nullable().parse(row?.sample ?? null) ?? [];
    },
  };
}
export type SyncRuns = ReturnType<typeof createSyncRuns>;

const shown = (db: Database, tenant: TenantId, id: string) =>
  db.selectFrom('sync_runs').where('tenant', '=', tenant).where('id', '=', id);

async function list(db: Database, tenant: TenantId, { id }: { id?: string }, most: number): Promise<SyncRun[]> {
  let query = db
    .selectFrom('sync_runs')
    .select(['id', 'object', 'field', 'kind', 'state', 'progress', 'result', 'reason'])
    .select(['asked_by', 'asked_at', 'ended_at', 'pause_by'])
    .where('tenant', '=', tenant);
  if (id !== undefined) query = query.where('id', '=', id);
  const rows = await query.orderBy('asked_at', 'desc').limit(most).execute();
  return rows.map((row) => ({
    ...{ id: row.id, object: row.object, kind: RunKind.parse(row.kind), state: RunState.parse(row.state) },
    ...(row.field !== null && { field: row.field }),
    progress: StoredProgress.nullable().parse(row.progress) ?? undefined,
    result: Result.nullable().parse(row.result) ?? undefined,
    reason: row.reason ?? undefined,
    ...{ askedBy: row.asked_by, askedAt: new Date(row.asked_at).toISOString() },
    ...(row.ended_at !== null && { endedAt: new Date(row.ended_at).toISOString() }),
    ...(row.pause_by !== null && { pausedBy: row.pause_by }),
  }));
}
