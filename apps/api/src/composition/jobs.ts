import type { RawBuilder } from 'kysely';
import { giveUp } from '../jobs/outcome.ts';
import { type JobHandler, perform } from '../jobs/perform.ts';
import type { Ids, JobQueue } from '../jobs/ports.ts';
import {
  alertQueue,
  erasureQueue,
  issueWatchQueue,
  markQueue,
  newCustomerQueue,
  type Queue,
  supportQueue,
  syncMakeQueue,
  syncQueue,
  syncRunQueue,
  webhookGroupQueue,
  webhookQueue,
} from '../jobs/queues.ts';
import type { ScheduledTask } from '../jobs/scheduler.ts';
import { createWorker, type Worker } from '../jobs/worker.ts';
import { errorFields, type Log } from '../log.ts';
import type { Database, OpenDatabase } from '../store/database.ts';
import { createLeftWork } from '../store/left-work.ts';
import { lookEveryMs } from '../store/notifications.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { sweepTasks } from './sweep-tasks.ts';
import type { TenantJobs, TenantWork } from './tenant-jobs.ts';

export interface JobRunnerDeps {
  readonly jobs: JobQueue<Database, RawBuilder<unknown>>;
  readonly database: Pick<OpenDatabase, 'db' | 'notifications'>;
  readonly log: Log;
  /** Undefined for a tenant that is not there any more; rejects where it cannot be woken just now. */
  wake(tenant: TenantId): Promise<{ readonly jobs: TenantJobs } | undefined>;
  /** The tenants with whom somebody works just now. */
  atWork(): readonly TenantId[];
  steadyNow(): number;
  random(): number;
}

export interface JobRunner {
  /** What one process does for all. */
  readonly tasks: readonly ScheduledTask[];
  start(): void;
  /** Takes nothing more; what runs has so long to end. */
  stop(drainMs: number): Promise<void>;
}

/** Nobody tells of a job whose pause is over, or whose process died, elsewhere. */
const POLL_MS = { listening: 30_000, deaf: 2000 };
/** With the hold of a queue, how long a job waits whose process died. */
const RECLAIM_EVERY_MS = 10_000;
const MAINTAIN_EVERY_MS = 3_600_000;
/** So long after the start of this release one without jobs may still run beside it, and leave work behind. */
const UPDATE_LASTS_MS = 15 * 60_000;
const ADOPT_EVERY_MS = 60_000;

/** A delivery stays in the inbox as one that nobody has handled. */
const stays = async () => {};

/** The workers of this process, one a queue for all tenants. */
export function createJobRunner(deps: JobRunnerDeps): JobRunner {
  const { jobs, database, log, wake, atWork, steadyNow, random } = deps;
  const trouble = (error: unknown) => log.error('the job queue does not answer', errorFields(error));
  const adopt = createLeftWork(database.db, jobs);
  const workers = new Map<string, Worker>([
    serve(webhookQueue, ({ webhook: run }) => ({ run: ({ ids }, signal) => run(ids, signal), abandon: stays })),
    serve(webhookGroupQueue, ({ webhookGroup: run }) => ({ run: ({ ids }, at) => run(ids, at), abandon: stays })),
    serve(alertQueue, ({ alert }) => alert),
    serve(markQueue, ({ mark }) => mark),
    serve(syncQueue, ({ sync }) => sync),
    serve(syncMakeQueue, ({ syncMake }) => syncMake),
    serve(newCustomerQueue, ({ newCustomer }) => newCustomer),
    serve(syncRunQueue, ({ syncRun }) => syncRun),
    serve(supportQueue, ({ support }) => support),
    serve(issueWatchQueue, ({ issueWatch: look }) => ({ run: (_job, signal) => look(signal), abandon: stays })),
    serve(erasureQueue, ({ erasure: run }) => ({ run: ({ ids }, signal) => run(ids, signal), abandon: stays })),
  ]);

  function serve<I extends Ids>(queue: Queue<I>, workOf: (own: TenantJobs) => TenantWork<I>): [string, Worker] {
    const handler: JobHandler<I> = {
      async run(job, signal) {
        const runtime = await wake(job.tenant);
        return runtime ? workOf(runtime.jobs).run(job, signal) : giveUp('not_connected');
      },
      async abandon(tenant, ids) {
        const runtime = await wake(tenant);
        if (runtime) await workOf(runtime.jobs).abandon(ids);
      },
    };
    const worker = createWorker({
      ...{ concurrency: queue.concurrency, restMs: queue.restMs ?? 0 },
      claim: (most) => jobs.claim(queue, most),
      perform: (job, stop) => perform({ jobs, log, random }, queue, handler, job, stop),
      pollMs: () => lookEveryMs(database.notifications, POLL_MS),
      onTrouble: trouble,
    });
    return [queue.name, worker];
  }

  const wakeAll = () => {
    for (const worker of workers.values()) worker.wake();
  };
  const startedMs = steadyNow();
  let stopListening = () => {};

  return {
    tasks: [
      {
        ...{ name: 'jobs of processes that died', everyMs: RECLAIM_EVERY_MS },
        async run() {
          if (await jobs.reclaim()) wakeAll();
        },
      },
      {
        ...{ name: 'work left by a release without jobs', everyMs: ADOPT_EVERY_MS },
        async run() {
          if (steadyNow() - startedMs < UPDATE_LASTS_MS) await adopt();
        },
      },
      ...sweepTasks({ db: database.db, jobs, atWork }),
      { name: 'tables of the job queue', everyMs: MAINTAIN_EVERY_MS, run: () => jobs.maintain() },
    ],
    start() {
      stopListening = database.notifications.listen('job', (name) => workers.get(name)?.wake(), wakeAll);
      for (const worker of workers.values()) worker.start();
    },
    async stop(drainMs) {
      stopListening();
      await Promise.all([...workers.values()].map((worker) => worker.stop(drainMs)));
    },
  };
}
