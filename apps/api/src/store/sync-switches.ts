import { sql } from 'kysely';
import { z } from 'zod';
import type { JobWriter } from '../jobs/ports.ts';
import { type SyncWork, syncQueue } from '../jobs/queues.ts';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { syncJob } from './sync-job.ts';

export interface SyncSwitch {
  readonly object: string;
  readonly isOn: boolean;
  readonly setBy: string;
  readonly setAt: string;
}

const Asked = z.object({ tenant: z.string(), object: z.string() });
/**
 * Between two looks at what has changed. The helpdesk's feed leaves out the last minute, and has room for ten questions
 * a minute from everybody together.
 */
const ASKED: readonly (readonly [column: string, everyS: number, work: SyncWork, object?: string])[] = [
  ['asked_left_at', 15, 'take_in_left'],
  ['asked_right_at', 60, 'take_in_right'],
  ['asked_deals_at', 15, 'take_in_deals', 'company'],
];

/** Which kinds of record are kept in agreement, by tenant: none until somebody has switched it on. */
export function createSyncSwitches(db: Database, jobs: JobWriter<Database>) {
  return {
    async list(tenant: TenantId): Promise<readonly SyncSwitch[]> {
      const rows = await db
        .selectFrom('sync_switches')
        .select(['object', 'is_on', 'set_by', 'set_at'])
        .where('tenant', '=', tenant)
        .orderBy('object')
        .execute();
      return rows.map(({ object, is_on, set_by, set_at }) => ({
        ...{ object, isOn: is_on, setBy: set_by, setAt: new Date(set_at).toISOString() },
      }));
    },
    async isOn(tenant: TenantId, object: string): Promise<boolean> {
      const row = await db
        .selectFrom('sync_switches')
        .select('is_on')
        .where('tenant', '=', tenant)
        .where('object', '=', object)
        .executeTakeFirst();
      return row?.is_on ?? false;
    },
    /** What waited meanwhile is sent; what is under way when it is switched off is still settled. */
    async set(tenant: TenantId, object: string, isOn: boolean, by: string): Promise<void> {
      await db.transaction().execute(async (tx) => {
        const set = { is_on: isOn, set_by: by };
        await tx
          .insertInto('sync_switches')
          .values({ tenant, object, ...set })
          .onConflict((conflict) => conflict.columns(['tenant', 'object']).doUpdateSet({ ...set, set_at: sql`now()` }))
          .execute();
        // The first look says from when on changes are told: before anything is compared.
        const works: readonly SyncWork[] = isOn
          ? ['take_in_left', 'take_in_right', 'deliver_left', 'deliver_right']
          : [];
        const waiting = works.map((work) => syncJob(tenant, object, work));
        await jobs.put(tx, syncQueue, waiting);
      });
    },
    /** Puts what is due to be asked for in line, of all tenants at once. */
    async ask(): Promise<void> {
      await db.transaction().execute(async (tx) => {
        for (const [column, everyS, work, only] of ASKED) {
          const asked = sql.ref(column);
          const { rows } = await sql`update sync_switches set ${asked} = now()
            where is_on and ${asked} < now() - make_interval(secs => ${everyS})
              and object = coalesce(${only ?? null}, object) returning tenant, object`.execute(tx);
          const due = z.array(Asked).parse(rows);
          await jobs.put(
            tx,
            syncQueue,
            due.flatMap(({ tenant: name, object }) => {
              const tenant = tenantId(name);
              return tenant ? [syncJob(tenant, object, work)] : [];
            }),
          );
        }
      });
    },
  };
}
export type SyncSwitches = ReturnType<typeof createSyncSwitches>;
