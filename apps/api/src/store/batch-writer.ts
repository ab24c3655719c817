import { isRowFault } from './row-fault.ts';

export interface BatchWriter<T> {
  /** Never waits, never throws. */
  push(row: T): void;
  /** Resolves when everything pushed so far is written, or has failed for good. */
  flush(): Promise<void>;
  /** The last flush; nothing may be pushed afterwards. */
  close(): Promise<void>;
}

export interface BatchOptions<T> {
  write(rows: readonly T[]): Promise<void>;
  readonly everyMs: number;
  /** Rows in one statement. */
  readonly most: number;
  /** Rows kept while the database does not answer; beyond it the oldest are given up, and counted. */
  readonly capacity: number;
  onTrouble(error: unknown, lost: number): void;
  /** One row was refused for what it holds, and is given up; every other is written. */
  onSetAside(error: unknown): void;
}

/** Writes rows in batches off the request path. A batch that fails is tried again with the next, without the row at fault. */
export function createBatchWriter<T>(options: BatchOptions<T>): BatchWriter<T> {
  let waiting: T[] = [];
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<boolean> | undefined;

  const schedule = () => {
    timer ??= setTimeout(() => void drain(), options.everyMs);
  };

  function drain(): Promise<boolean> {
    clearTimeout(timer);
    timer = undefined;
    running ??= writeAll().finally(() => {
      running = undefined;
      if (waiting.length > 0) schedule();
    });
    return running;
  }

  /** False when the database refused; what was not written waits. */
  async function writeAll(): Promise<boolean> {
    let most = options.most;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, most);
      try {
        await options.write(batch);
        waiting = waiting.slice(batch.length);
        most = options.most;
      } catch (error) {
        if (isRowFault(error)) {
          // Halves, until the row at fault is alone. Nothing of a refused statement has been written.
          if (batch.length > 1) most = Math.ceil(batch.length / 2);
          else {
            waiting = waiting.slice(1);
            options.onSetAside(error);
            most = options.most;
          }
          continue;
        }
        const lost = Math.max(0, waiting.length - options.capacity);
        waiting = waiting.slice(lost);
        options.onTrouble(error, lost);
        return false;
      }
    }
    return true;
  }

  async function flush(): Promise<void> {
    for (let tries = 0; tries < 3 && (waiting.length > 0 || running); tries++) await drain();
  }

  return {
    push(row) {
      waiting.push(row);
      schedule();
    },
    flush,
    async close() {
      await flush();
      clearTimeout(timer);
      if (waiting.length > 0) options.onTrouble(new Error('rows were not written before the stop'), waiting.length);
    },
  };
}
