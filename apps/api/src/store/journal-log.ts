import { Reason } from '@sidelight/shared/failure/reason.ts';
import { sql } from 'kysely';
import type { JobWriter } from '../jobs/ports.ts';
import { syncQueue } from '../jobs/queues.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { JournalLog } from '../webhooks/ports.ts';
import type { Database } from './database.ts';
import { storeArrivals } from './inbox-arrivals.ts';
import { journalJob } from './sync-job.ts';

/** So many are one group, and one statement. */
const MOST_AT_ONCE = 500;

/** How far each journal has been read. What a file tells is stored with the place behind it, or neither is. */
export function createJournalLog(db: Database, jobs: JobWriter<Database>): JournalLog {
  const own = (tx: Database, tenant: TenantId, system: string) =>
    tx.updateTable('journals').where('tenant', '=', tenant).where('system', '=', system);
  return {
    async find(tenant, system) {
      const row = await db
        .selectFrom('journals')
        .selectAll()
        .where('tenant', '=', tenant)
        .where('system', '=', system)
        .where('closed_at', 'is', null)
        .executeTakeFirst();
      const at = (date: Date | null | undefined) => (date ? new Date(date).toISOString() : undefined);
      return (
        row && {
          cursor: row.cursor ?? undefined,
          positionAt: at(row.position_at),
          readAt: at(row.read_at),
          failingSince: at(row.failing_since),
          // Of another release's words only that it failed is known.
          reason: row.reason === null ? undefined : (Reason.safeParse(row.reason).data ?? 'upstream_error'),
          subscribed: row.subscribed ?? undefined,
          subscribedAt: at(row.subscribed_at),
          comparedAt: at(row.compared_at),
        }
      );
    },
    async open(tenant, system) {
      await db.transaction().execute(async (tx) => {
        const { rows } = await sql`insert into journals (tenant, system) values (${tenant}, ${system})
          on conflict (tenant, system) do update set closed_at = null where journals.closed_at is not null
          returning tenant`.execute(tx);
        if (rows.length > 0) await jobs.put(tx, syncQueue, [journalJob(tenant)]);
      });
    },
    async close(tenant, system) {
      await own(db, tenant, system).where('closed_at', 'is', null).set({ closed_at: new Date() }).execute();
    },
    async subscribed(tenant, system, to, nowMs) {
      await own(db, tenant, system)
        .set({ subscribed: to, subscribed_at: new Date(nowMs) })
        .execute();
    },
    async compared(tenant, system, nowMs) {
      await own(db, tenant, system)
        .set({ compared_at: new Date(nowMs) })
        .execute();
    },
    async keep(tenant, system, { from, cursor, positionMs, arrivals }) {
      return db.transaction().execute(async (tx) => {
        const moved = await own(tx, tenant, system)
          .where('cursor', 'is not distinct from', from ?? null)
          .set({ cursor, ...(positionMs !== undefined && { position_at: new Date(positionMs) }) })
          .returning('cursor')
          .execute();
        if (moved.length === 0) return false;
        for (let at = 0; at < arrivals.length; at += MOST_AT_ONCE)
          await storeArrivals(tx, jobs, arrivals.slice(at, at + MOST_AT_ONCE));
        return true;
      });
    },
    async atEnd(tenant, system, nowMs) {
      const now = new Date(nowMs);
      await own(db, tenant, system)
        .set({ position_at: now, read_at: now, failing_since: null, reason: null })
        .execute();
    },
    async failed(tenant, system, reason, nowMs) {
      await own(db, tenant, system)
        .set({ reason, failing_since: sql`coalesce(failing_since, ${new Date(nowMs)})` })
        .execute();
    },
    async goOn(tenant) {
      await db.transaction().execute((tx) => jobs.put(tx, syncQueue, [journalJob(tenant)]));
    },
  };
}
