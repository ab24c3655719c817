import { randomUUID } from 'node:crypto';

export const requestId = (prefix = ''): string => `${prefix}${randomUUID().replaceAll('-', '').slice(0, 14)}`;

/** Counts down inside a window and starts again, as rate-limit headers do. It never refuses: the 429 fault does. */
export function createWindow(limit: number, windowMs: number): () => { limit: number; left: number; resetS: number } {
  let endsMs = 0;
  let left = limit;
  return () => {
    const nowMs = Date.now();
    if (nowMs >= endsMs) {
      endsMs = nowMs + windowMs;
      left = limit;
    }
    left = Math.max(0, left - 1);
    return { limit, left, resetS: Math.ceil((endsMs - nowMs) / 1000) };
  };
}
