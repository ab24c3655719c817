import type { PeriodicTask } from './periodic-task.ts';

/** Work for all tenants at once, due again and again; done by one process at a time. */
export interface ScheduledTask extends PeriodicTask {
  readonly everyMs: number;
}

/** Which process does what is due: said once in the store for all of them. */
export interface TaskClaims {
  /** Those that are due are this process's now, and due again for everybody after their `everyMs`. */
  claim(tasks: readonly Pick<ScheduledTask, 'name' | 'everyMs'>[]): Promise<readonly string[]>;
}

export interface SchedulerDeps {
  readonly tasks: readonly ScheduledTask[];
  readonly claims: TaskClaims;
  onTrouble(error: unknown, task: string): void;
}

export interface Scheduler {
  start(): void;
  /** Calls off what runs and waits for it. */
  stop(): Promise<void>;
}

const LOOK_EVERY_MS = 15_000;

/** One a process: one query a look, however many tenants there are. */
export function createScheduler({ tasks, claims, onTrouble }: SchedulerDeps): Scheduler {
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    try {
      const due = new Set(await claims.claim(tasks));
      for (const task of tasks) {
        if (!due.has(task.name) || ending.signal.aborted) continue;
        await task.run(ending.signal).catch((error: unknown) => onTrouble(error, task.name));
      }
    } catch (error) {
      if (!ending.signal.aborted) onTrouble(error, 'claim');
    }
  }
  function schedule(afterMs: number): void {
    if (ending.signal.aborted) return;
    timer = setTimeout(() => {
      looking = look().finally(() => schedule(LOOK_EVERY_MS));
    }, afterMs);
    timer.unref();
  }

  return {
    start: () => schedule(0),
    async stop() {
      ending.abort();
      clearTimeout(timer);
      await looking;
    },
  };
}
