import { CompiledQuery, type Kysely, type RawBuilder, sql } from 'kysely';
import { type Db, fromKysely, type JobWithMetadata, PgBoss } from 'pg-boss';
import { z } from 'zod';
import type { Database, OpenDatabase } from '../store/database.ts';
import { createDeadLetters } from '../store/dead-letter-log.ts';
import { channelOf } from '../store/notifications.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { JobData, storedJob } from './job-data.ts';
import type { AnyQueue, Ids, JobFilter, JobQueue, JobWriter, NewJob, TakenJob, WaitingJob } from './ports.ts';
import type { Queue } from './queues.ts';
import { bringForward, putInTheFuture } from './set-back.ts';
import { begunOf, type Tries } from './tries.ts';

export interface JobQueueDeps {
  readonly database: Pick<OpenDatabase, 'db' | 'kind' | 'runScript' | 'notifications'>;
  readonly queues: readonly Queue<Ids>[];
  /** Whether nobody else works on these jobs: what was begun was begun by the dead, and need not wait for its hold. */
  readonly isAlone?: boolean;
  onTrouble(error: unknown): void;
}

/** Beside our own tables, and never in them: the library makes and changes it by itself, under a lock of its own. */
export const JOB_SCHEMA = 'sidelight_jobs';
const DAY_S = 86_400;
/**
 * Beyond this age nothing joins a job any more: who looks for one passes by those that are held, and where there is never
 * a moment without somebody who joins, would not come to it.
 */
const JOINABLE_MS = 1000;
/** The library's types do not say so. */
const Settled = z.object({ affected: z.int() });
/**
 * On a database that has never had a queue, processes that start at once all make its schema: the library's lock does
 * not keep them from finding that it is there already, and the next attempt, a second later, finds it made.
 */
const START_ATTEMPTS = 3;
/** Attempts are counted by us: the library's own limit would drop a job without a word for why. */
const NO_LIMIT = 1_000_000;

/** The queue on pg-boss, in the database that is open already. Brings its schema up to date before it answers. */
export async function openJobQueue({
  database,
  queues,
  isAlone,
  onTrouble,
}: JobQueueDeps): Promise<JobQueue<Database, RawBuilder<unknown>>> {
  const { db, notifications } = database;
  const boss = new PgBoss({
    ...{ db: statements(database), schema: JOB_SCHEMA, backend: database.kind },
    // What it would do by itself and often: we ask for it, from one process. What it would tell others, nobody reads.
    ...{ supervise: false, schedule: false, registerInstance: false, monitorVacuum: false },
    ...{ openTelemetry: { enabled: false }, reindex: database.kind === 'postgres' },
    ...{ queueCacheIntervalSeconds: DAY_S, bamIntervalSeconds: DAY_S, flowIntervalSeconds: DAY_S },
    ...{ monitorIntervalSeconds: 1, maintenanceIntervalSeconds: 3600 },
  });
  boss.on('error', onTrouble);
  await boss.start({ attempts: START_ATTEMPTS });
  await makeQueues(boss, queues);
  if (isAlone)
    await sql`update ${sql.table(`${JOB_SCHEMA}.job`)} set expire_seconds = 0 where state = 'active'`.execute(db);

  const notice = (name: string) => sql`pg_notify(${channelOf('job')}, ${name})`;
  const tell = (within: Kysely<never> | Database, name: string) => sql`select ${notice(name)}`.execute(within);
  const claimOf = ({ id, claim }: TakenJob) => ({ id, retryCount: claim - 1 });
  const writer: JobWriter<Database> = {
    async put(within, queue, jobs) {
      if (jobs.length > 0) await insert(within, queue, queue.isOrdered ? await notWaiting(within, queue, jobs) : jobs);
    },
  };

  async function insert<I extends Ids>(
    within: Database,
    { name, isOrdered }: AnyQueue,
    jobs: readonly NewJob<I>[],
  ): Promise<void> {
    const rows = jobs.map(({ tenant, ids, order }) => ({
      ...{ data: storedJob(tenant, ids), group: { id: tenant } },
      ...(isOrdered && { singletonKey: keyOf(tenant, order) }),
    }));
    if (rows.length > 0) await boss.insert(name, rows, { db: fromKysely(within) });
    // Also of one that waits: whoever looked for it while this transaction held it did not find it.
    await tell(within, name);
  }

  /**
   * Without those that say the same as one that waits: that one will see what this transaction leaves, since nobody
   * can take it before the transaction ends. One that somebody is just taking does not count.
   */
  async function notWaiting<I extends Ids>(
    within: Database,
    { name }: AnyQueue,
    jobs: readonly NewJob<I>[],
  ): Promise<readonly NewJob<I>[]> {
    const keys = [...new Set(jobs.map(({ tenant, order }) => keyOf(tenant, order)))];
    const { rows } = await sql<{ key: string; data: unknown }>`select singleton_key as key, data
      from ${sql.table(`${JOB_SCHEMA}.job`)}
      where name = ${name} and state < 'active' and singleton_key in (${sql.join(keys)})
      for share skip locked`.execute(within);
    const waiting = new Set(rows.map(({ key, data }) => sameness(key, JobData.parse(data).ids)));
    return jobs.filter(({ tenant, order, ids }) => !waiting.has(sameness(keyOf(tenant, order), ids)));
  }

  /** False where it is this process's no more. */
  async function letGo(
    tx: Database,
    { name }: AnyQueue,
    job: TakenJob,
    tries: Tries,
    afterMs: number,
  ): Promise<boolean> {
    const within = { db: fromKysely(tx) };
    const { affected } = Settled.parse(await boss.fail(name, claimOf(job), null, within));
    if (affected === 0) return false;
    const { tenant, ids } = JobData.parse(job.data);
    const data = storedJob(tenant, ids, tries);
    await boss.update(name, data, { id: job.id, startAfter: afterMs / 1000, ...within });
    return true;
  }

  return {
    put: writer.put,
    joinableJobs: ({ name }, id, tenants) => sql`
      select group_id as tenant, data ->> ${id} as id from ${sql.table(`${JOB_SCHEMA}.job`)}
      where name = ${name} and state = 'created' and not blocked and group_id in (${sql.join(tenants)})
        and start_after <= now() and created_on > now() - ${JOINABLE_MS} * interval '1 millisecond'
      for share skip locked`,
    tells: ({ name }) => notice(name),
    async putMissing(within, queue, jobs) {
      if (jobs.length === 0) return [];
      const keys = jobs.map(({ tenant, order }) => keyOf(tenant, order));
      const { rows } = await sql<{ key: string }>`select singleton_key as key from ${sql.table(`${JOB_SCHEMA}.job`)}
        where name = ${queue.name} and state < 'completed' and singleton_key in (${sql.join(keys)})`.execute(within);
      const there = new Set(rows.map(({ key }) => key));
      const missing = jobs.filter(({ tenant, order }) => !there.has(keyOf(tenant, order)));
      if (missing.length > 0) await insert(within, queue, missing);
      return missing;
    },
    async claim({ name, perTenant }, most) {
      const jobs = await boss.fetch<unknown>(name, {
        ...{ batchSize: most, groupConcurrency: perTenant, includeMetadata: true },
      });
      return jobs.map(({ id, retryCount, data, singletonKey }) => ({
        ...{ id, claim: retryCount + 1, tries: JobData.parse(data).tries, data, order: orderIn(singletonKey) },
      }));
    },
    // Nothing is kept of what is done: what it did is kept by whom it was done for.
    done: async ({ name }, job) => void (await boss.deleteJob(name, claimOf(job))),
    async retry(queue, job, afterMs) {
      const { failed, putOff } = job.tries;
      await db.transaction().execute((tx) => letGo(tx, queue, job, { failed: failed + 1, putOff }, afterMs));
    },
    async putOff(queue, job, forMs) {
      await db.transaction().execute(async (tx) => {
        if (!(await letGo(tx, queue, job, untried(job), forMs))) return;
        const { tenant } = JobData.parse(job.data);
        await sql`update ${sql.table(`${JOB_SCHEMA}.job`)} set start_after = now() + ${forMs} * interval '1 millisecond'
          where name = ${queue.name} and group_id = ${tenant} and state < 'active'
            and start_after < now() + ${forMs} * interval '1 millisecond'`.execute(tx);
      });
    },
    async giveUp({ name }, job, reason) {
      await db.transaction().execute(async (tx) => {
        const { affected } = Settled.parse(await boss.deleteJob(name, claimOf(job), { db: fromKysely(tx) }));
        if (affected === 0) return;
        const { tenant, ids } = JobData.parse(job.data);
        const letter = { id: job.id, queue: name, tenant, ids, order: job.order, attempts: begunOf(job), reason };
        await createDeadLetters(tx, writer).put(letter);
      });
    },
    async release(queue, job) {
      await db.transaction().execute((tx) => letGo(tx, queue, job, untried(job), 0));
      await notifications.tell('job', queue.name);
    },
    async reclaim() {
      // One statement, where the library has ten for each look: with nothing to do there is nothing held.
      const table = `${JOB_SCHEMA}.job`;
      const { rows } = await sql<{ held: boolean; early: boolean }>`select
        exists (select from ${sql.table(table)} where state = 'active') as held,
        exists (select from ${sql.table(table)} where ${putInTheFuture}) as early`.execute(db);
      if (rows[0]?.early) await bringForward(db, table);
      if (rows[0]?.held) await boss.supervise();
      return rows[0]?.held ?? false;
    },
    maintain: () => boss.supervise(),
    async waiting(filter, most) {
      const names = queues.map(({ name }) => name).filter((name) => (filter.queue ?? name) === name);
      const found = await Promise.all(names.map((name) => boss.findJobs<unknown>(name, findBy(filter, most))));
      return found.flat().map(waitingJob);
    },
    // The database is its opener's to close.
    close: () => boss.stop({ graceful: false, close: false }),
  };
}

async function makeQueues(boss: PgBoss, queues: readonly Queue<Ids>[]): Promise<void> {
  const known = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]));
  for (const { name, holdMs, isOrdered } of queues) {
    const expireInSeconds = holdMs / 1000;
    const found = known.get(name);
    if (!found) {
      const policy = isOrdered ? 'key_strict_fifo' : 'standard';
      await boss.createQueue(name, { policy, expireInSeconds, retryLimit: NO_LIMIT, retentionSeconds: 30 * DAY_S });
    } else if (found.expireInSeconds !== expireInSeconds) await boss.updateQueue(name, { expireInSeconds });
  }
  // It reads them before it first sends, else inside a transaction that has the only connection of PGlite.
  await boss.getQueues();
}

/** The library sends one statement with values, or several without: it wants the rows of each of them. */
function statements({ db, runScript }: Pick<OpenDatabase, 'db' | 'runScript'>): Db {
  return {
    async executeSql(text, values = []) {
      if (values.length === 0) return { rows: [...(await runScript(text))] };
      const { rows } = await db.executeQuery(CompiledQuery.raw(text, [...values]));
      return { rows: [...rows] };
    },
  };
}

const untried = ({ tries: { failed, putOff } }: TakenJob): Tries => ({ failed, putOff: putOff + 1 });

const findBy = ({ id, tenant }: JobFilter, limit: number) => ({
  ...{ limit },
  ...(id !== undefined && { id }),
  ...(tenant !== undefined && { data: { tenant } }),
});

function waitingJob({
  id,
  name,
  data,
  retryCount,
  startedOn,
  state,
  startAfter,
}: JobWithMetadata<unknown>): WaitingJob {
  const { tenant, ids, tries } = JobData.parse(data);
  return {
    ...{ id, queue: name, tenant, ids, isRunning: state === 'active' },
    // The count goes up when it is taken again, not when it fails.
    attempts: startedOn === null ? 0 : begunOf({ claim: retryCount + 1, tries }),
    dueAt: new Date(startAfter).toISOString(),
  };
}

const keyOf = (tenant: TenantId, order: string | undefined): string => `${tenant}|${order ?? ''}`;
const sameness = (key: string, ids: Ids): string =>
  JSON.stringify([key, ...Object.entries(ids).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
/** What stands behind the tenant in the key that an ordered job is stored by. */
const orderIn = (key: string | null): string | undefined => key?.slice(key.indexOf('|') + 1);
