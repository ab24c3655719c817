import { createJobRunner, type JobRunner } from '@sidelight/api/composition/jobs.ts';
import { openJobQueue } from '@sidelight/api/jobs/job-queue.ts';
import { queues } from '@sidelight/api/jobs/queues.ts';
import { createScheduler } from '@sidelight/api/jobs/scheduler.ts';
import { steadyNow } from '@sidelight/api/steady-clock.ts';
import { openDatabase } from '@sidelight/api/store/database.ts';
import { createTaskClaims } from '@sidelight/api/store/task-claims.ts';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { createEmptyPostgres } from './fresh-postgres.ts';
import { silent } from './job-stage.ts';

const server = process.env.TEST_DATABASE_URL;
const PROCESSES = 3;
const SETTLED_MS = 14_000;
const WATCHED_MS = 20_000;
const MAX_A_SECOND = 2;

describe.skipIf(!server)('three processes with nothing to do', { timeout: 120_000 }, () => {
  it(`cost PostgreSQL at most ${MAX_A_SECOND} transactions a second in all`, async () => {
    const empty = await createEmptyPostgres(server!);
    const started = await Promise.all(Array.from({ length: PROCESSES }, () => startProcess(empty.url)));
    const admin = new pg.Client({ connectionString: server });
    await admin.connect();
    const commits = async () => {
      const { rows } = await admin.query('select xact_commit from pg_stat_database where datname = $1', [
        new URL(empty.url).pathname.slice(1),
      ]);
      return Number(rows[0].xact_commit);
    };
    // What they do at their start is over; a connection that idles hands in what it counted after ten seconds.
    await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
    const before = await commits();
    await new Promise((resolve) => setTimeout(resolve, WATCHED_MS));
    const perSecond = ((await commits()) - before) / (WATCHED_MS / 1000);
    process.stdout.write(`idle, ${PROCESSES} processes: ${perSecond.toFixed(2)} transactions a second\n`);
    for (const stop of started) await stop();
    await admin.end();
    await empty.drop();
    expect(perSecond).toBeLessThanOrEqual(MAX_A_SECOND);
  });
});

/** All of a process that has to do with jobs. Answers how to stop it. */
async function startProcess(url: string): Promise<() => Promise<void>> {
  const database = await openDatabase({ url });
  const jobs = await openJobQueue({ database, queues, onTrouble: () => {} });
  const runner: JobRunner = createJobRunner({
    ...{ jobs, database, log: silent, steadyNow, random: Math.random },
    wake: async () => undefined,
    atWork: () => [],
  });
  const onTrouble = (error: unknown) => {
    throw error;
  };
  const scheduler = createScheduler({ claims: createTaskClaims(database.db), tasks: runner.tasks, onTrouble });
  runner.start();
  scheduler.start();
  return async () => {
    await scheduler.stop();
    await runner.stop(0);
    await jobs.close();
    await database.close();
  };
}
