import type { TakenJob } from './ports.ts';

export interface WorkerDeps {
  readonly concurrency: number;
  /** After a look that found less than was asked for, before the next one. */
  readonly restMs: number;
  claim(most: number): Promise<readonly TakenJob[]>;
  /** Answers in how long the job is due again, where it is. */
  perform(job: TakenJob, stop: AbortSignal): Promise<number | undefined>;
  /** How long to wait where nobody says that there is something to do. */
  pollMs(): number;
  onTrouble(error: unknown): void;
}

export interface Worker {
  start(): void;
  /** There may be something to do. */
  wake(): void;
  /** Takes nothing more; what runs has so long to end before it is called off. */
  stop(drainMs: number): Promise<void>;
}

/**
 * Takes and works on the jobs of one queue, so many at once. The library's own workers take a batch, end it, and take
 * the next: one slow job would hold up all beside it, and a worker a slot would ask the database that many times more.
 */
export function createWorker({ concurrency, restMs, claim, perform, pollMs, onTrouble }: WorkerDeps): Worker {
  const calledOff = new AbortController();
  const running = new Set<Promise<void>>();
  const wakeUps = new Map<number, NodeJS.Timeout>();
  let isStopping = false;
  let isWoken = false;
  let interrupt = () => {};
  let endRest = () => {};
  let looping: Promise<void> = Promise.resolve();

  function wake(): void {
    isWoken = true;
    interrupt();
  }
  /** To the second, so that ten thousand jobs that wait are no more timers than there are seconds. */
  function wakeIn(ms: number): void {
    const second = Math.ceil((performance.now() + ms) / 1000);
    if (isStopping || wakeUps.has(second)) return;
    const timer = setTimeout(
      () => {
        wakeUps.delete(second);
        wake();
      },
      second * 1000 - performance.now(),
    );
    timer.unref();
    wakeUps.set(second, timer);
  }
  function begin(job: TakenJob): void {
    const done = perform(job, calledOff.signal)
      .then((dueInMs) => {
        if (dueInMs !== undefined) wakeIn(dueInMs);
      })
      .catch(onTrouble)
      .finally(() => {
        running.delete(done);
        wake();
      });
    running.add(done);
  }
  /** Whether there may be more, for which one need not wait. */
  async function take(): Promise<{ readonly mayBeMore: boolean; readonly isRestDue: boolean }> {
    const free = concurrency - running.size;
    if (free <= 0) return { mayBeMore: false, isRestDue: false };
    const jobs = await claim(free);
    for (const job of jobs) begin(job);
    return { mayBeMore: jobs.length > 0, isRestDue: restMs > 0 && jobs.length < free };
  }
  async function loop(): Promise<void> {
    while (!isStopping) {
      isWoken = false;
      const { mayBeMore, isRestDue } = await take().catch((error: unknown) => {
        onTrouble(error);
        return { mayBeMore: false, isRestDue: false };
      });
      if (isRestDue && !isStopping) await rest();
      if (!mayBeMore && !isWoken && !isStopping) await pause();
    }
  }
  function rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, restMs);
      timer.unref();
      endRest = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, pollMs());
      timer.unref();
      interrupt = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return {
    start() {
      looping = loop();
    },
    wake,
    async stop(drainMs) {
      isStopping = true;
      for (const timer of wakeUps.values()) clearTimeout(timer);
      endRest();
      wake();
      await looping;
      const timer = setTimeout(() => calledOff.abort(), drainMs);
      await Promise.all(running);
      clearTimeout(timer);
    },
  };
}
