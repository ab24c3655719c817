import NodeCache from 'node-cache';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Known } from './read-state.ts';

/** What is remembered of one read and subject: an answer, or that nobody was there. Never changed once stored. */
export type CacheEntry =
  | { readonly kind: 'known'; readonly known: Known; readonly readAtMs: number; readonly freshUntilMs: number }
  | { readonly kind: 'nobody'; readonly readAtMs: number; readonly freshUntilMs: number };

export interface Cache {
  get(key: string): CacheEntry | undefined;
  /** A full cache keeps what it has: the caller goes on without. */
  set(key: string, entry: CacheEntry, keepMs: number): void;
  delete(key: string): void;
  close(): void;
}

export const cacheKey = (tenant: TenantId, read: string, subject: string): string => `${tenant}|${read}|${subject}`;

/** node-cache with its clones off: entries are immutable, and a copy of each would cost 50 µs. */
export function createCache(maxKeys: number): Cache {
  const cache = new NodeCache({ useClones: false, maxKeys, checkperiod: 60, deleteOnExpire: true });
  return {
    get: (key) => cache.get<CacheEntry>(key),
    set(key, entry, keepMs) {
      // It throws at maxKeys instead of evicting; only a new key can be one too many.
      if (!cache.has(key) && cache.getStats().keys >= maxKeys) return;
      cache.set(key, entry, keepMs / 1000);
    },
    delete: (key) => void cache.del(key),
    close: () => cache.close(),
  };
}
