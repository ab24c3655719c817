const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
export const DAY_MS = 24 * 60 * MINUTE_MS;

/** Times around the moment the world was made. Whole seconds: that is all Stripe can say. */
export interface Clock {
  readonly nowMs: number;
  minutesAgo(minutes: number): number;
  /** Midnight UTC, so many days from today (negative: back). */
  day(offset: number): number;
}

export function createClock(nowMs: number): Clock {
  const second = Math.floor(nowMs / SECOND_MS) * SECOND_MS;
  const midnight = Math.floor(nowMs / DAY_MS) * DAY_MS;
  return {
    nowMs: second,
    minutesAgo: (minutes) => second - minutes * MINUTE_MS,
    day: (offset) => midnight + offset * DAY_MS,
  };
}

export const iso = (ms: number): string => new Date(ms).toISOString();
