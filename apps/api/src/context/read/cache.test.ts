import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CacheEntry, createCache } from './cache.ts';

const entry = (readAtMs: number): CacheEntry => ({ kind: 'nobody', readAtMs, freshUntilMs: readAtMs });

describe('cache', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('hands back the very object, not a copy', () => {
    const cache = createCache(10);
    const kept = entry(1);
    cache.set('a', kept, 1000);
    expect(cache.get('a')).toBe(kept);
    cache.close();
  });

  it('makes room by letting the oldest go, never by refusing the newest', () => {
    const cache = createCache(3);
    for (const key of ['a', 'b', 'c']) cache.set(key, entry(1), 1000);
    cache.set('a', entry(2), 1000);
    cache.set('d', entry(3), 1000);
    expect(cache.get('b')).toBeUndefined();
    expect(['a', 'c', 'd'].map((key) => cache.get(key)?.readAtMs)).toEqual([2, 1, 3]);
    cache.close();
  });

  it('forgets after its time, and counts what is gone as room', () => {
    const cache = createCache(2);
    cache.set('a', entry(1), 1000);
    cache.set('b', entry(1), 5000);
    vi.advanceTimersByTime(1001);
    expect(cache.get('a')).toBeUndefined();
    cache.set('c', entry(1), 5000);
    expect(cache.get('b')).toBeDefined();
    cache.close();
  });
});
