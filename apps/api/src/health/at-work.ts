/** Whether anybody is working with one helpdesk: an open page alone is not work. */
export interface AtWork {
  /** Somebody here asked for a context, came in, or pressed a button. */
  worked(): void;
  /** The same at another process, as far as it is told. */
  heard(): void;
  isAtWork(): boolean;
  /** When the present stretch of work began; undefined while nobody is at work. */
  sinceMs(): number | undefined;
  /** How long it has lasted; 0 while nobody is at work. */
  forMs(): number;
}

/** So long after the last sign of somebody they are still at work. */
export const WORK_LASTS_MS = 15 * 60_000;

/**
 * `now` never jumps. `tellOthers` is called at the first sign after a silence, and again every few minutes, so that
 * every process knows in time.
 */
export function createAtWork(now: () => number, tellOthers: () => void = () => {}): AtWork {
  let lastMs = Number.NEGATIVE_INFINITY;
  let begunMs = Number.NEGATIVE_INFINITY;
  let toldMs = Number.NEGATIVE_INFINITY;

  const isAtWork = () => now() - lastMs < WORK_LASTS_MS;

  function sign(nowMs: number): void {
    if (nowMs - lastMs >= WORK_LASTS_MS) begunMs = nowMs;
    lastMs = nowMs;
  }
  return {
    isAtWork,
    heard: () => sign(now()),
    worked() {
      const nowMs = now();
      sign(nowMs);
      if (nowMs - toldMs < WORK_LASTS_MS / 3) return;
      toldMs = nowMs;
      tellOthers();
    },
    sinceMs: () => (isAtWork() ? begunMs : undefined),
    forMs: () => (isAtWork() ? now() - begunMs : 0),
  };
}
