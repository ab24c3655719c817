import NodeCache from 'node-cache';
import type { TenantId } from '../../tenants/tenant-id.ts';
import type { Known } from './read-state.ts';

/** What is remembered of one read and subject: an answer, or that nobody was there. Never changed once stored. */
export type CacheEntry =
  | { readonly kind: 'known'; readonly known: Known; readonly readAtMs: number; readonly freshUntilMs: number }
  | { readonly kind: 'nobody'; readonly readAtMs: number; readonly freshUntilMs: number };

export interface Cache {
  get(key: string): CacheEntry | undefined;
  set(key: string, entry: CacheEntry, keepMs: number): void;
  delete(key: string): void;
  close(): void;
}

export const cacheKey = (tenant: TenantId, read: string, subject: string): string => `${tenant}|${read}|${subject}`;

/**
 * node-cache with its clones off: entries are immutable, and a copy of each would cost 50 µs. It
 * throws at its limit instead of making room, so the limit is kept here: the oldest goes first.
 */
export function createCache(maxKeys: number): Cache {
  const cache = new NodeCache({ useClones: false, checkperiod: 60, deleteOnExpire: true });
  const order = new Set<string>();
  cache.on('del', (key: string) => order.delete(key));
  cache.on('expired', (key: string) => order.delete(key));
  return {
    get: (key) => cache.get<CacheEntry>(key),
    set(key, entry, keepMs) {
      order.delete(key);
      order.add(key);
      cache.set(key, entry, keepMs / 1000);
      const oldest = order.size > maxKeys ? order.keys().next() : undefined;
      if (oldest && !oldest.done) cache.del(oldest.value);
    },
    delete: (key) => void cache.del(key),
    close: () => cache.close(),
  };
}
