import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves when it is the caller's turn; rejects once `signal` aborts. */
export type Pace = (signal: AbortSignal) => Promise<void>;

/** Turns so far apart, in the order they are asked for. */
export function createPace(everyMs: number): Pace {
  let freeAtMs = 0;
  return async (signal) => {
    const nowMs = performance.now();
    const turnMs = Math.max(nowMs, freeAtMs);
    freeAtMs = turnMs + everyMs;
    if (turnMs > nowMs) await sleep(turnMs - nowMs, undefined, { signal });
  };
}
