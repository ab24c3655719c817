import type { ReasonClass } from '@sidelight/shared/jobs/reason-class.ts';
import type { OnRecord } from '../audit/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Queue } from './queues.ts';
import type { Tries } from './tries.ts';

export type Ids = Readonly<Record<string, string>>;
export type AnyQueue = Pick<Queue<Ids>, 'name' | 'isOrdered'>;

export interface NewJob<I extends Ids> {
  readonly tenant: TenantId;
  readonly ids: I;
  /** For an ordered queue: what comes after what. */
  readonly order?: string | undefined;
}

/**
 * Puts jobs into the transaction of what caused them: both are there, or neither is. On an ordered queue, one that says
 * the same as one that waits is not put: that one is taken once the transaction is over.
 */
export interface JobWriter<Transaction> {
  put<I extends Ids>(
    within: Transaction,
    queue: Pick<Queue<I>, 'name' | 'ids' | 'isOrdered'>,
    jobs: readonly NewJob<I>[],
  ): Promise<void>;
}

/** Lets a job that waits do more. `Part`: of the statement that stores what it is to find. */
export interface JobJoiner<Part> {
  /**
   * A query of `tenant` and `id`, the one of its job's ids of that name: the jobs that were put lately, wait and are due.
   * Nobody takes them before the transaction ends: what that leaves behind, they find.
   */
  joinableJobs<I extends Ids>(queue: Pick<Queue<I>, 'name'>, id: keyof I & string, tenants: readonly TenantId[]): Part;
  /** A column to ask for with each job that was joined: whoever looked for it meanwhile did not find it, and is told. */
  tells(queue: Pick<AnyQueue, 'name'>): Part;
}

/** A job that this process holds. */
export interface TakenJob {
  readonly id: string;
  /** How often it has been taken, by whomever; 1 the first time. */
  readonly claim: number;
  readonly tries: Tries;
  /** As stored: whoever works on it reads it by its schema. */
  readonly data: unknown;
  readonly order: string | undefined;
}

/** The rows of a job queue. What a job is settled as only counts while it is still this process that holds it. */
export interface JobQueue<Transaction, Part = unknown> extends JobWriter<Transaction>, JobJoiner<Part> {
  /**
   * Jobs of an ordered queue, without those that have another of their order waiting or worked on. Answers which were
   * put.
   */
  putMissing<I extends Ids>(
    within: Transaction,
    queue: Pick<Queue<I>, 'name' | 'ids' | 'isOrdered'>,
    jobs: readonly NewJob<I>[],
  ): Promise<readonly NewJob<I>[]>;
  claim(queue: Queue<Ids>, most: number): Promise<readonly TakenJob[]>;
  done(queue: AnyQueue, job: TakenJob): Promise<void>;
  /** It failed, and is due again after a pause. */
  retry(queue: AnyQueue, job: TakenJob, afterMs: number): Promise<void>;
  /** It was not tried; neither it nor what else waits for its tenant on this queue is due before then. */
  putOff(queue: AnyQueue, job: TakenJob, forMs: number): Promise<void>;
  giveUp(queue: AnyQueue, job: TakenJob, reason: ReasonClass): Promise<void>;
  /** Anybody may take it at once. */
  release(queue: AnyQueue, job: TakenJob): Promise<void>;
  /** Lets go of what processes held that have died. Answers whether there was anything to look at. */
  reclaim(): Promise<boolean>;
  /** Deletes what nobody came for within a month, and sees to the queue's own tables. */
  maintain(): Promise<void>;
  /** What waits or is being worked on, oldest first. */
  waiting(filter: JobFilter, most: number): Promise<readonly WaitingJob[]>;
  close(): Promise<void>;
}

export interface JobFilter {
  readonly id?: string | undefined;
  readonly queue?: string | undefined;
  readonly tenant?: TenantId | undefined;
}

export interface WaitingJob {
  readonly id: string;
  readonly queue: string;
  readonly tenant: string;
  readonly ids: Ids;
  /** Tries that have begun; one that was put off is none. */
  readonly attempts: number;
  readonly isRunning: boolean;
  readonly dueAt: string;
}

/** A job that nobody tries any more, until somebody says so. */
export interface DeadLetter {
  readonly id: string;
  readonly queue: string;
  readonly tenant: string;
  readonly ids: Ids;
  readonly order: string | undefined;
  readonly attempts: number;
  readonly reason: ReasonClass;
  readonly at: string;
}

export interface DeadLetterFilter extends JobFilter {
  readonly reason?: ReasonClass | undefined;
}

export interface DeadLetters {
  list(filter: DeadLetterFilter, most: number): Promise<readonly DeadLetter[]>;
  /** Puts them back on their queues with all their tries before them. Answers how many: one that is gone is none. */
  retry(letters: readonly DeadLetter[], record?: OnRecord): Promise<number>;
  discard(letters: readonly DeadLetter[], record?: OnRecord): Promise<number>;
}
