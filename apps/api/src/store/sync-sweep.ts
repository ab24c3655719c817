import { sql } from 'kysely';
import { z } from 'zod';
import type { JobQueue } from '../jobs/ports.ts';
import { syncMakeQueue, syncQueue } from '../jobs/queues.ts';
import { tenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { syncJob, syncMakeJob } from './sync-job.ts';

/** A job that was given up is made again after so long: by then whatever was in its way may be over. */
const GIVEN_UP_S = 900;
/** Records to be made are late after so long. */
const LATE_S = 60;

const Left = z.array(z.object({ tenant: z.string(), object: z.string(), work: syncQueue.ids.shape.work }));
const LeftMakings = z.array(z.object({ tenant: z.string(), object: z.string(), to: syncMakeQueue.ids.shape.to }));

/** Jobs for what waits to be sent, read or made and has none: theirs was given up, as after an outage of hours. */
export const createSyncSweep = (db: Database, jobs: Pick<JobQueue<Database>, 'putMissing'>) => (): Promise<void> =>
  db.transaction().execute(async (tx) => {
    const left = Left.parse((await leftWork.execute(tx)).rows);
    const works = left.flatMap(({ tenant: name, object, work }) => {
      const tenant = tenantId(name);
      return tenant ? [syncJob(tenant, object, work)] : [];
    });
    const makings = LeftMakings.parse((await leftMakings.execute(tx)).rows).flatMap(({ tenant: name, object, to }) => {
      const tenant = tenantId(name);
      return tenant ? [syncMakeJob(tenant, object, to)] : [];
    });
    const put = [
      ...(await jobs.putMissing(tx, syncQueue, works)).map((job) => ({ ...job, queue: syncQueue.name })),
      ...(await jobs.putMissing(tx, syncMakeQueue, makings)).map((job) => ({ ...job, queue: syncMakeQueue.name })),
    ];
    // It is not given up any more.
    for (const { tenant, queue, order } of put)
      await tx
        .deleteFrom('dead_letters')
        .where((eb) => eb.and({ tenant, queue, order_key: order ?? null }))
        .execute();
  });

/** Of the switch `s`. */
const givenUpLately = (queue: string, order: ReturnType<typeof sql>) => sql`exists (select from dead_letters d
  where d.tenant = s.tenant and d.queue = ${queue} and d.order_key = ${order}
    and d.died_at > now() - make_interval(secs => ${GIVEN_UP_S}))`;

/** What is under way is found out even where it is switched off. */
const leftWork = sql`select s.tenant, s.object, w.work from sync_switches s cross join lateral (
    select 'deliver_' || b.side as work from sync_batches b where b.tenant = s.tenant and b.object = s.object
    union select 'deliver_left' where s.is_on and exists (select from sync_records r
      where r.tenant = s.tenant and r.object = s.object and r.due_left and r.batch_left is null)
    union select 'deliver_right' where s.is_on and exists (select from sync_records r
      where r.tenant = s.tenant and r.object = s.object and r.due_right and r.batch_right is null)
    union select 'told_' || t.side from sync_told t where s.is_on and t.tenant = s.tenant and t.object = s.object
    union select 'decided' where exists (select from sync_reviews v
        where v.tenant = s.tenant and v.object = s.object and v.closed_at is null and v.choice is not null)
      or exists (select from sync_reviews v
        where v.tenant = s.tenant and v.object = s.object and v.undo_by is not null)
      or exists (select from sync_dead_letters l where l.tenant = s.tenant and l.object = s.object and l.replay_by is not null)
  ) w where not ${givenUpLately(syncQueue.name, sql`s.object || '|' || w.work`)}`;

const leftMakings = sql`select distinct s.tenant, s.object, w.to from sync_switches s cross join lateral (
    select case m.side when 'left' then 'right' else 'left' end as to from sync_makings m
    where m.tenant = s.tenant and m.object = s.object and (s.is_on or m.is_sent)
      and m.due_at < now() - make_interval(secs => ${LATE_S})
  ) w where not ${givenUpLately(syncMakeQueue.name, sql`s.object || '|' || w.to`)}`;
