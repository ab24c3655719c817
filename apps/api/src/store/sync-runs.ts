import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { JobWriter } from '../jobs/ports.ts';
import { syncRunQueue } from '../jobs/queues.ts';
import type { Progress, Reconciled } from '../sync/reconciled.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';

/** `approved`: one that may change as much as it finds. */
const RunKind = z.enum(['dry_run', 'compare', 'approved']);
export type RunKind = z.infer<typeof RunKind>;
const RunState = z.enum(['waiting', 'running', 'done', 'failed']);

const bySide = z.object({ left: z.int(), right: z.int() });
const Result = z.object({
  ...{ left: z.int(), right: z.int(), linked: z.int(), newLinks: z.int(), alone: bySide, ambiguous: z.int() },
  ...{ writes: z.record(z.string(), bySide), changed: z.int(), asked: z.int(), unreadable: z.int(), gone: bySide },
  // Runs before there were any have none.
  creations: bySide.default({ left: 0, right: 0 }),
  refused: z.enum(['deletes', 'changes', 'creations']).nullable(),
}) satisfies z.ZodType<Reconciled>;
const StoredProgress = z.object({
  phase: z.enum(['reading_left', 'reading_right', 'comparing']),
  done: z.int(),
}) satisfies z.ZodType<Progress>;

/** One comparison of everything, asked for by somebody. */
export interface SyncRun {
  readonly id: string;
  readonly object: string;
  readonly kind: RunKind;
  readonly state: z.infer<typeof RunState>;
  readonly progress: Progress | undefined;
  readonly result: Reconciled | undefined;
  /** Why it failed, as a reason of a system or of ours. */
  readonly reason: string | undefined;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly endedAt?: string;
}

export function createSyncRuns(db: Database, jobs: JobWriter<Database>) {
  const one = (tenant: TenantId, id: string) =>
    db.updateTable('sync_runs').where('tenant', '=', tenant).where('id', '=', id);
  return {
    async ask(tenant: TenantId, object: string, kind: RunKind, by: string): Promise<string> {
      const id = randomUUID();
      await db.transaction().execute(async (tx) => {
        await tx.insertInto('sync_runs').values({ tenant, id, object, kind, state: 'waiting', asked_by: by }).execute();
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
    async began(tenant: TenantId, id: string, progress: Progress): Promise<void> {
      await one(tenant, id)
        .set({ state: 'running', progress: JSON.stringify(progress) })
        .execute();
    },
    async ended(tenant: TenantId, id: string, result: Reconciled): Promise<void> {
      await one(tenant, id)
        .set({ state: 'done', result: JSON.stringify(result), ended_at: new Date() })
        .execute();
    },
    async failed(tenant: TenantId, id: string, reason: string): Promise<void> {
      await one(tenant, id).set({ state: 'failed', reason, ended_at: new Date() }).execute();
    },
  };
}
export type SyncRuns = ReturnType<typeof createSyncRuns>;

async function list(db: Database, tenant: TenantId, { id }: { id?: string }, most: number): Promise<SyncRun[]> {
  let query = db.selectFrom('sync_runs').selectAll().where('tenant', '=', tenant);
  if (id !== undefined) query = query.where('id', '=', id);
  const rows = await query.orderBy('asked_at', 'desc').limit(most).execute();
  return rows.map((row) => ({
    ...{ id: row.id, object: row.object, kind: RunKind.parse(row.kind), state: RunState.parse(row.state) },
    progress: StoredProgress.nullable().parse(row.progress) ?? undefined,
    result: Result.nullable().parse(row.result) ?? undefined,
    reason: row.reason ?? undefined,
    ...{ askedBy: row.asked_by, askedAt: new Date(row.asked_at).toISOString() },
    ...(row.ended_at !== null && { endedAt: new Date(row.ended_at).toISOString() }),
  }));
}
