import { type Config, readConfig } from '../config/config.ts';
import { openJobQueue } from '../jobs/job-queue.ts';
import type { DeadLetters, JobQueue } from '../jobs/ports.ts';
import { queues } from '../jobs/queues.ts';
import { errorFields } from '../log.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { createDeadLetters } from '../store/dead-letter-log.ts';
import type { CliDeps } from './verb.ts';

interface Opened {
  readonly jobs: JobQueue<Database>;
  readonly letters: DeadLetters;
  readonly db: Database;
  readonly config: Config;
}

/** The configured database's jobs, for as long as `work` takes. Works on none of them: that is the servers' to do. */
export async function withJobs<T>({ env, err }: CliDeps, work: (opened: Opened) => Promise<T>): Promise<T> {
  const config = readConfig(env);
  const database = await openDatabase(config.database);
  try {
    const onTrouble = (error: unknown) => err(`the job queue is in trouble: ${errorFields(error).error}\n`);
    const jobs = await openJobQueue({ database, queues, onTrouble });
    try {
      return await work({ jobs, letters: createDeadLetters(database.db, jobs), db: database.db, config });
    } finally {
      await jobs.close();
    }
  } finally {
    await database.close();
  }
}
