import { isUpstreamError, UpstreamError } from './upstream-error.ts';

export type Task<T> = (signal: AbortSignal) => Promise<T>;

/** For how long a task may go on after its time, and until when at the latest. */
export interface Linger {
  readonly ms: number;
  readonly until: AbortSignal;
}

/** The reason a signal was aborted, in our vocabulary. */
export const reasonOfAbort = (signal: AbortSignal): UpstreamError =>
  isUpstreamError(signal.reason) ? signal.reason : new UpstreamError('cancelled');

/**
 * Settles at `ms` with `timeout`, or at once when `parent` aborts, even when the task ignores its signal.
 * The task is told to stop at that moment; with `linger` it may go on after a `timeout`, for whoever asks next.
 */
export async function timeBox<T>(task: Task<T>, ms: number, parent: AbortSignal, linger?: Linger): Promise<T> {
  if (parent.aborted) throw reasonOfAbort(parent);
  const own = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  const running = task(own.signal);
  try {
    return await Promise.race([
      running,
      new Promise<never>((_, reject) => {
        const stop = (error: UpstreamError) => {
          own.abort(error);
          reject(error);
        };
        onAbort = () => stop(reasonOfAbort(parent));
        const outOfTime = () => {
          const late = new UpstreamError('timeout');
          if (!linger) return stop(late);
          letGoOn(running, own, linger);
          reject(late);
        };
        timer = setTimeout(outOfTime, ms);
        parent.addEventListener('abort', onAbort, { once: true });
      }),
    ]);
  } finally {
    clearTimeout(timer);
    if (onAbort) parent.removeEventListener('abort', onAbort);
  }
}

function letGoOn(running: Promise<unknown>, own: AbortController, { ms, until }: Linger): void {
  const stop = () => own.abort(new UpstreamError('timeout'));
  const timer = setTimeout(stop, ms);
  until.addEventListener('abort', stop, { once: true });
  const end = () => {
    clearTimeout(timer);
    until.removeEventListener('abort', stop);
  };
  running.then(end, end);
}
