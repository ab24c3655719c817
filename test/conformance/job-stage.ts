import { openJobQueue } from '@sidelight/api/jobs/job-queue.ts';
import { type JobHandler, perform } from '@sidelight/api/jobs/perform.ts';
import type { Ids, JobQueue } from '@sidelight/api/jobs/ports.ts';
import type { Queue } from '@sidelight/api/jobs/queues.ts';
import { createLog } from '@sidelight/api/log.ts';
import type { Database, OpenDatabase } from '@sidelight/api/store/database.ts';
import { createDeadLetters } from '@sidelight/api/store/dead-letter-log.ts';
import { type RawBuilder, sql } from 'kysely';

export const silent = createLog('silent');
const never = new AbortController().signal;

/** The real queue, whose jobs are only worked on when a test says so. */
export interface JobStage {
  readonly jobs: JobQueue<Database, RawBuilder<unknown>>;
  /** Works on what is due, one claim after the other, until nothing is. Answers how many attempts that were. */
  work<I extends Ids>(queue: Queue<I>, handler: JobHandler<I>, stop?: AbortSignal): Promise<number>;
  /** What waits for its next attempt is due now. */
  makeDue(): Promise<void>;
  /** In how many ms what waits is due; the first of them. */
  dueInMs(): Promise<number | undefined>;
  close(): Promise<void>;
}

export async function openJobStage(database: OpenDatabase, queues: readonly Queue<Ids>[]): Promise<JobStage> {
  const jobs = await openJobQueue({
    ...{ database, queues },
    onTrouble(error) {
      throw error;
    },
  });
  return {
    jobs,
    async work(queue, handler, stop = never) {
      for (let count = 0; ; ) {
        const taken = await jobs.claim(queue, queue.concurrency);
        if (taken.length === 0) return count;
        const deps = { jobs, log: silent, random: () => 0.5 };
        await Promise.all(taken.map((job) => perform(deps, queue, handler, job, stop)));
        count += taken.length;
      }
    },
    makeDue: async () =>
      void (await sql`update sidelight_jobs.job set start_after = now() where state < 'active'`.execute(database.db)),
    async dueInMs() {
      const { rows } = await sql<{ ms: number | null }>`select
        (extract(epoch from min(start_after) - now()) * 1000)::float8 as ms
        from sidelight_jobs.job where state < 'active'`.execute(database.db);
      return rows[0]?.ms ?? undefined;
    },
    close: () => jobs.close(),
  };
}

export const deadLettersOf = ({ db }: OpenDatabase, jobs: JobQueue<Database>) =>
  createDeadLetters(db, jobs).list({}, 1000);
