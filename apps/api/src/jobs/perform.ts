import { errorFields, type Log } from '../log.ts';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';
import { pauseAfter } from './backoff.ts';
import { JobData } from './job-data.ts';
import { giveUp, type Outcome, retry } from './outcome.ts';
import type { Ids, JobQueue, TakenJob } from './ports.ts';
import type { Queue } from './queues.ts';
import { attemptOf, deathsOf } from './tries.ts';

export interface Attempt<I extends Ids> {
  readonly tenant: TenantId;
  readonly ids: I;
  /** 1 the first time. */
  readonly attempt: number;
  /** After this one it is given up. */
  readonly isLast: boolean;
}

/** Who does the work of one queue. It may be begun twice for one job: doing it again does nothing more. */
export interface JobHandler<I extends Ids> {
  run(job: Attempt<I>, signal: AbortSignal): Promise<Outcome>;
  /** The job is given up though `run` did not say so: whoever shows its state must not say that it goes on. */
  abandon?(tenant: TenantId, ids: I, signal: AbortSignal): Promise<void>;
}

export interface PerformDeps {
  readonly jobs: Pick<JobQueue<never>, 'done' | 'retry' | 'putOff' | 'giveUp' | 'release'>;
  readonly log: Log;
  random(): number;
}

/**
 * A try whose process ended before it did was none: a server that is killed again and again must lose nothing. After so
 * many it is taken to be the job that ends it.
 */
const MAX_DEATHS = 20;
/** At least so long: the turns of a budget are taken, not polled. */
const MIN_PUT_OFF_MS = 1000;
/** A budget that is never free is found out in the end. */
const MAX_PUT_OFFS = 1000;
/** Of the hold, so that two processes never work on one job. */
const WORKED = 0.9;

/** One attempt at one job, and what becomes of it. Answers in how long it is due again, where it is. */
export async function perform<I extends Ids>(
  { jobs, log, random }: PerformDeps,
  queue: Queue<I>,
  handler: JobHandler<I>,
  job: TakenJob,
  stop: AbortSignal,
): Promise<number | undefined> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(queue.holdMs * WORKED)]);
  const data = JobData.parse(job.data);
  const tenant = tenantId(data.tenant);
  const ids = queue.ids.safeParse(data.ids);
  const attempt = attemptOf(job);
  const about = { ...(tenant && { tenant }), kind: queue.name };

  async function outcomeOf(): Promise<Outcome> {
    if (!tenant || !ids.success) return giveUp('unreadable');
    if (deathsOf(job) > MAX_DEATHS) return giveUp('process_died');
    try {
      return await handler.run({ tenant, ids: ids.data, attempt, isLast: attempt >= queue.attempts }, signal);
    } catch (error) {
      log.error('a job failed', { ...about, ...errorFields(error) });
      return retry('bug');
    }
  }

  const said = await outcomeOf();
  const outcome = said.kind === 'put_off' && job.tries.putOff >= MAX_PUT_OFFS ? retry('no_answer', said.forMs) : said;
  switch (outcome.kind) {
    case 'done':
      await jobs.done(queue, job);
      return undefined;
    case 'put_off': {
      const forMs = Math.min(queue.backoff.maxMs, Math.max(MIN_PUT_OFF_MS, outcome.forMs));
      await jobs.putOff(queue, job, forMs);
      return forMs;
    }
    case 'retry': {
      if (stop.aborted) {
        await jobs.release(queue, job);
        return undefined;
      }
      if (attempt >= queue.attempts) break;
      const pauseMs = pauseAfter(queue.backoff, attempt, outcome.notBeforeMs, random);
      await jobs.retry(queue, job, pauseMs);
      return pauseMs;
    }
  }
  log.warn('a job was given up', { ...about, reason: outcome.reason });
  if (tenant && ids.success && (outcome.kind === 'retry' || outcome.reason === 'process_died'))
    await handler.abandon?.(tenant, ids.data, signal);
  await jobs.giveUp(queue, job, outcome.reason);
  return undefined;
}
