import { isUpstreamError, UpstreamError } from '../upstream-error.ts';

export type Task<T> = (signal: AbortSignal) => Promise<T>;

/** The reason a signal was aborted, in our vocabulary. */
export const reasonOfAbort = (signal: AbortSignal): UpstreamError =>
  isUpstreamError(signal.reason) ? signal.reason : new UpstreamError('cancelled');

/** Settles at `ms` with `timeout`, or at once when `parent` aborts, even when the task ignores its signal. */
export async function timeBox<T>(task: Task<T>, ms: number, parent: AbortSignal): Promise<T> {
  if (parent.aborted) throw reasonOfAbort(parent);
  const own = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  try {
    return await Promise.race([
      task(own.signal),
      new Promise<never>((_, reject) => {
        const stop = (error: UpstreamError) => {
          own.abort(error);
          reject(error);
        };
        onAbort = () => stop(reasonOfAbort(parent));
        timer = setTimeout(() => stop(new UpstreamError('timeout')), ms);
        parent.addEventListener('abort', onAbort, { once: true });
      }),
    ]);
  } finally {
    clearTimeout(timer);
    if (onAbort) parent.removeEventListener('abort', onAbort);
  }
}
