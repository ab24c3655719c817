import { LRUCache } from 'lru-cache';
import type { Rate } from './limits.ts';

/** One bucket a name, each filled anew at its rate. */
export interface TokenBuckets {
  /** Takes one: 0, or how long until there is one, in milliseconds. */
  take(name: string): number;
  /** The same without taking it. */
  waitMs(name: string): number;
}

/** Who was not heard of for longest is forgotten, which fills their bucket: they have had the time for that. */
const MAX_NAMES = 10_000;

interface Bucket {
  left: number;
  atMs: number;
}

/** `now` is one that never jumps. */
export function createTokenBuckets({ burst, perSecond }: Rate, now: () => number): TokenBuckets {
  const buckets = new LRUCache<string, Bucket>({ max: MAX_NAMES });
  const perMs = perSecond / 1000;

  function filled(name: string): Bucket {
    const nowMs = now();
    const known = buckets.get(name);
    if (!known) {
      const bucket = { left: burst, atMs: nowMs };
      buckets.set(name, bucket);
      return bucket;
    }
    known.left = Math.min(burst, known.left + (nowMs - known.atMs) * perMs);
    known.atMs = nowMs;
    return known;
  }
  const wait = (left: number) => (left >= 1 ? 0 : Math.ceil((1 - left) / perMs));

  return {
    take(name) {
      const bucket = filled(name);
      const waitMs = wait(bucket.left);
      if (waitMs === 0) bucket.left -= 1;
      return waitMs;
    },
    waitMs: (name) => wait(filled(name).left),
  };
}
