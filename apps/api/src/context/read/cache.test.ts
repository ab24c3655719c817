import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer } from '../../connectors/port.ts';
import { requireTenant } from '../../tenants/tenant-id.ts';
import { type CacheEntry, createSharedCache } from './cache.ts';
import type { Known } from './read-state.ts';

const entry = (readAtMs: number): CacheEntry => ({ kind: 'nobody', readAtMs, freshUntilMs: readAtMs });

const BYTES = 1000;

describe('cache', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('hands back the very object, not a copy', () => {
    const cache = createSharedCache(10 * BYTES, Date.now).scoped('acme');
    const kept = entry(1);
    cache.set('a', kept, 1000);
    expect(cache.get('a')).toBe(kept);
  });

  it('forgets one tenant, whoever remembers it, or all', () => {
    const shared = createSharedCache(10 * BYTES, Date.now);
    const [one, two] = [shared.scoped('one'), shared.scoped('two')];
    for (const cache of [one, two]) for (const key of ['acme|r|id:1', 'other|r|id:1']) cache.set(key, entry(1), 1000);
    shared.forget(requireTenant('acme'));
    expect([one.get('acme|r|id:1'), two.get('acme|r|id:1')]).toEqual([undefined, undefined]);
    expect(two.get('other|r|id:1')).toEqual(entry(1));
    shared.forget();
    expect(one.get('other|r|id:1')).toBeUndefined();
  });

  it('makes room by letting the oldest go, never by refusing the newest', () => {
    // Each of these counts for a little over 400 bytes.
    const cache = createSharedCache(1300, Date.now).scoped('acme');
    for (const key of ['a', 'b', 'c']) cache.set(key, entry(1), 1000);
    cache.set('a', entry(2), 1000);
    cache.set('d', entry(3), 1000);
    expect(cache.get('b')).toBeUndefined();
    expect(['a', 'c', 'd'].map((key) => cache.get(key)?.readAtMs)).toEqual([2, 1, 3]);
  });

  it('counts what an answer holds: one that is large takes the room of many', () => {
    const cache = createSharedCache(20 * BYTES, Date.now).scoped('acme');
    for (let n = 0; n < 20; n++) cache.set(`small ${n}`, entry(n), 1000);
    const source = { system: 'crm', id: '1', url: undefined, updatedAt: undefined };
    const answer = { record: { text: 'x'.repeat(4000) }, source } as unknown as Answer;
    cache.set('large', { kind: 'known', known: { answer } as Known, readAtMs: 1, freshUntilMs: 1 }, 1000);
    expect(cache.get('large')).toBeDefined();
    expect(cache.get('small 0')).toBeUndefined();
    expect(cache.get('small 19')).toBeDefined();
  });

  it('shows nobody what is kept under another scope, and lets go of one as a whole', () => {
    const shared = createSharedCache(10 * BYTES, Date.now);
    const [acme, other] = [shared.scoped('acme'), shared.scoped('other')];
    acme.set('a', entry(1), 1000);
    other.set('a', entry(2), 1000);
    expect(acme.get('a')?.readAtMs).toBe(1);
    acme.close();
    expect(acme.get('a')).toBeUndefined();
    expect(other.get('a')?.readAtMs).toBe(2);
  });

  it('forgets after its time, and counts what is gone as room', () => {
    const cache = createSharedCache(900, Date.now).scoped('acme');
    cache.set('a', entry(1), 1000);
    cache.set('b', entry(1), 5000);
    vi.advanceTimersByTime(1001);
    expect(cache.get('a')).toBeUndefined();
    cache.set('c', entry(1), 5000);
    expect(cache.get('b')).toBeDefined();
  });
});
