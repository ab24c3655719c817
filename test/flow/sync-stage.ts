import { openJobQueue } from '@sidelight/api/jobs/job-queue.ts';
import { queues } from '@sidelight/api/jobs/queues.ts';
import { createSyncRuns } from '@sidelight/api/store/sync-runs.ts';
import { createSyncStatus } from '@sidelight/api/store/sync-status.ts';
import { createSyncSwitches } from '@sidelight/api/store/sync-switches.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { type CrmNew, makeByHand } from '../world/vendors/hubspot-by-hand.ts';
import type { Product } from './start-product.ts';
import { until } from './until.ts';

export const tenant = requireTenant('acme');

/** Sync of a running product, as the command line and the sweep work it, and what came of it on both sides. */
export async function openSyncOf(product: Pick<Product, 'world' | 'database'>) {
  const { db } = product.database;
  const jobs = await openJobQueue({ database: product.database, queues, onTrouble() {} });
  const runs = createSyncRuns(db, jobs);
  const switches = createSyncSwitches(db, jobs);
  const { directory, writes } = product.world.people;

  /** As the sweep does every 15 seconds. */
  async function look(): Promise<void> {
    await sql`update sync_switches set asked_left_at = 'epoch', asked_right_at = 'epoch', asked_deals_at = 'epoch'`.execute(
      db,
    );
    await switches.ask([tenant]);
  }
  const waiting = async () => (await db.selectFrom('sync_makings').selectAll().execute()).length;
  const idle = () => until(async () => (await waiting()) === 0, 30_000);

  return {
    ...{ jobs, switches, look, waiting, idle, status: createSyncStatus(db) },
    async run(object: string, kind: 'dry_run' | 'compare' | 'approved') {
      const id = await runs.ask(tenant, object, kind, 'test');
      await until(async () => ['done', 'failed'].includes((await runs.find(tenant, id))?.state ?? ''), 30_000);
      return runs.find(tenant, id);
    },
    /** The CRM was asked for what changed, and all that had to be made of it is. */
    async settled(): Promise<void> {
      const sinceMs = Date.now();
      await look();
      await until(async () => {
        const rows = await db
          .selectFrom('sync_cursors')
          .selectAll()
          .where('side', '=', 'left')
          .where('object', 'in', ['company', 'contact'])
          .execute();
        return rows.length === 2 && rows.every(({ moved_at }) => new Date(moved_at).getTime() >= sinceMs);
      }, 20_000);
      await idle();
    },
    made(record: CrmNew): string {
      const id = makeByHand(product.world.crm, record);
      if (typeof id !== 'string') throw new Error(id.message);
      return id;
    },
    usersWith: (email: string) =>
      directory
        .userIds()
        .flatMap((id) => directory.user(id) ?? [])
        .filter((user) => user.isActive && user.email === email),
    organizationsNamed: (name: string) =>
      directory
        .organizationIds()
        .flatMap((id) => directory.organization(id) ?? [])
        .filter((one) => one.isActive && one.name === name),
    organizationByHand(name: string, fields: Record<string, string> = {}) {
      const end = writes.upsertOrganization({ name, organization_fields: fields });
      if (end.kind !== 'saved') throw new Error(end.code);
      return end.record;
    },
    async linkOf(object: string, left: string): Promise<string | undefined> {
      const row = await db
        .selectFrom('sync_records')
        .select('right_id')
        .where((eb) => eb.and({ object, left_id: left }))
        .executeTakeFirst();
      return row?.right_id;
    },
    due: async () =>
      (
        await db
          .selectFrom('sync_records')
          .select('id')
          .where((eb) => eb.or([eb('due_right', '=', true), eb('batch_right', 'is not', null)]))
          .execute()
      ).length,
    close: () => jobs.close(),
  };
}
export type SyncStage = Awaited<ReturnType<typeof openSyncOf>>;
