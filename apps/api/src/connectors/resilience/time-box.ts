import { isUpstreamError, UpstreamError } from '../upstream-error.ts';

export type Task<T> = (signal: AbortSignal) => Promise<T>;

/** The reason a signal was aborted, in our vocabulary. */
export const reasonOfAbort = (signal: AbortSignal): UpstreamError =>
  isUpstreamError(signal.reason) ? signal.reason : new UpstreamError('cancelled');

/** Settles at `ms` with `timeout`, or at once when `parent` aborts, even when the task ignores its signal. */
export function timeBox<T>(task: Task<T>, ms: number, parent: AbortSignal): Promise<T> {
  if (parent.aborted) return Promise.reject(reasonOfAbort(parent));
  const own = new AbortController();
  // By hand: racing two promises takes six more at each call to a vendor.
  return new Promise<T>((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      parent.removeEventListener('abort', onAbort);
    };
    const fail = (error: unknown) => {
      end();
      reject(error);
    };
    const stop = (error: UpstreamError) => {
      own.abort(error);
      fail(error);
    };
    const onAbort = () => stop(reasonOfAbort(parent));
    const timer = setTimeout(() => stop(new UpstreamError('timeout')), ms);
    parent.addEventListener('abort', onAbort, { once: true });
    try {
      task(own.signal).then((value) => {
        end();
        resolve(value);
      }, fail);
    } catch (error) {
      fail(error);
    }
  });
}
