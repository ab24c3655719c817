import { type RawBuilder, sql } from 'kysely';
import type { JobJoiner } from '../jobs/ports.ts';
import { webhookGroupQueue } from '../jobs/queues.ts';
import type { Arrival } from '../webhooks/ports.ts';
import { areNew, keyOf, onceInOrder } from './arrival-keys.ts';
import type { Database } from './database.ts';
import { bodyOf } from './inbox-body.ts';
import { LEFT_TO_ITS_JOB } from './left-work.ts';

/** What came of each: whether it was new, or that there is no job it could join, so that nothing was stored of it. */
export type Joined = boolean | 'no_job';

/**
 * Deliveries that only tell of a change, stored in one statement with the job of those before them, where one waits: the
 * usual case at a steady rate. A transaction takes four answers of the database, and each of them waits for a turn of a
 * busy process.
 */
export async function joinArrivals(
  db: Database,
  jobs: JobJoiner<RawBuilder<unknown>>,
  arrivals: readonly Arrival[],
): Promise<readonly Joined[]> {
  const rows = onceInOrder(arrivals).map(({ tenant, system, deliveryId, event }, n) => ({
    ...{ n, tenant, system, delivery_id: deliveryId, body: bodyOf(event) },
  }));
  const tenants = [...new Set(arrivals.map(({ tenant }) => tenant))];
  const { rows: answer } = await sql<{ tenant: string; system: string | null; delivery_id: string | null }>`
    with held as materialized (${jobs.joinableJobs(webhookGroupQueue, 'groupId', tenants)}),
    group_of as (select tenant, min(id) as id from held where id is not null group by tenant),
    stored as (
      insert into webhook_inbox (tenant, system, delivery_id, body, taken_until, group_id)
      select a.tenant, a.system, a.delivery_id, a.body, ${LEFT_TO_ITS_JOB}, g.id
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as a(n int, tenant text, system text, delivery_id text, body jsonb)
      join group_of g using (tenant) order by a.n
      on conflict do nothing
      returning tenant, system, delivery_id)
    select tenant, null as system, null as delivery_id, ${jobs.tells(webhookGroupQueue)} from group_of
    union all select tenant, system, delivery_id, null from stored`.execute(db);
  const joined = new Set(answer.flatMap((row) => (row.system === null ? [row.tenant] : [])));
  const stored = new Set(
    answer.flatMap(({ tenant, system, delivery_id: deliveryId }) =>
      system === null || deliveryId === null ? [] : [keyOf({ tenant, system, deliveryId })],
    ),
  );
  const isNew = areNew(arrivals, stored);
  return arrivals.map(({ tenant }, n) => (joined.has(tenant) ? isNew[n] === true : 'no_job'));
}
