import { sql } from 'kysely';
import type { JobWriter } from '../jobs/ports.ts';
import { syncQueue } from '../jobs/queues.ts';
import type { SyncScope, SyncStore } from '../sync/ports.ts';
import type { Database } from './database.ts';
import { syncJob } from './sync-job.ts';

/** Of records that are linked: the other side's id, by this side's. */
export async function readPartners(
  db: Database,
  ...[{ tenant, object }, side, vendorIds, which]: Parameters<SyncStore['partners']>
): Promise<ReadonlyMap<string, string>> {
  if (vendorIds.length === 0) return new Map();
  const asked = db
    .selectFrom('sync_records')
    .select(['left_id', 'right_id'])
    .where((eb) => eb.and({ tenant, object }))
    .where(side === 'left' ? 'left_id' : 'right_id', 'in', vendorIds);
  const rows = await (which === 'all' ? asked : asked.where('hold', 'is', null)).execute();
  return new Map(
    rows.map(({ left_id, right_id }) => (side === 'left' ? ([left_id, right_id] as const) : [right_id, left_id])),
  );
}

/** What named a company without a partner is tried again, once the company has one. */
export async function replayLinked(
  db: Database,
  jobs: JobWriter<Database>,
  { tenant, object }: SyncScope,
  companies: string,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql`update sync_dead_letters l set replay_by = 'sidelight'
      where l.tenant = ${tenant} and l.object = ${object} and l.reason = 'unlinked' and l.replay_by is null
        and exists (select 1 from sync_records r join sync_records c
          on c.tenant = r.tenant and c.object = ${companies} and c.hold is null
            and c.left_id = r.fields->l.field->l.side->'refused'->>'value'
          where r.tenant = l.tenant and r.object = l.object and r.id = l.record)
      returning l.id`.execute(tx);
    if (rows.length > 0) await jobs.put(tx, syncQueue, [syncJob(tenant, object, 'decided')]);
  });
}
