/** Settles with the promise, or rejects after `ms` or once `signal` aborts, whichever is first. */
export function within<T>(ms: number, promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(ms)]);
  return new Promise((resolve, reject) => {
    limit.addEventListener('abort', () => reject(limit.reason));
    if (limit.aborted) reject(limit.reason);
    promise.then(resolve, reject);
  });
}
