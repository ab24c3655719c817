/** What PostHog allows one project on its query endpoint. https://posthog.com/docs/api/queries */
export interface PosthogLimits {
  readonly perMinute: number;
  readonly perHour: number;
  /** Queries at once; the others wait their turn. */
  readonly atOnce: number;
  /** How long a query may wait before it is refused. */
  readonly queuedMs: number;
  /** How long each runs. */
  readonly tookMs: number;
}

export const posthogLimits: PosthogLimits = {
  ...{ perMinute: 240, perHour: 2400, atOnce: 3, queuedMs: 30_000, tookMs: 0 },
};

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

export type Turn = { readonly kind: 'done' } | { readonly kind: 'throttled'; readonly retryAfterS: number };

/** Counts queries in both windows, and lets so many run at once in the order they came. */
export function createPosthogQueue(limits: PosthogLimits, now: () => number) {
  let asked: number[] = [];
  let running = 0;
  const waiting: (() => void)[] = [];

  function throttledFor(): number {
    asked = asked.filter((at) => at > now() - HOUR_MS);
    const windows = [
      { most: limits.perMinute, lengthMs: MINUTE_MS },
      { most: limits.perHour, lengthMs: HOUR_MS },
    ];
    const waits = windows.map(({ most, lengthMs }) => {
      const inside = asked.filter((at) => at > now() - lengthMs);
      return inside.length < most ? 0 : inside[inside.length - most]! + lengthMs - now();
    });
    return Math.max(...waits);
  }

  /** Resolves when the query has had its turn, or at once when it is refused. */
  return async function turn(): Promise<Turn> {
    const waitMs = throttledFor();
    if (waitMs > 0) return { kind: 'throttled', retryAfterS: Math.ceil(waitMs / 1000) };
    asked.push(now());
    if (running >= limits.atOnce) {
      const isMine = await new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(false), limits.queuedMs);
        waiting.push(() => {
          clearTimeout(timer);
          resolve(true);
        });
      });
      if (!isMine) return { kind: 'throttled', retryAfterS: 1 };
    } else running++;
    await new Promise((resolve) => setTimeout(resolve, limits.tookMs));
    const next = waiting.shift();
    if (next) next();
    else running--;
    return { kind: 'done' };
  };
}
