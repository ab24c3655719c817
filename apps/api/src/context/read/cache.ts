import NodeCache from 'node-cache';
import type { TenantId } from '../../tenants/tenant-id.ts';
import type { Known } from './read-state.ts';

/** What is remembered of one read and subject: an answer, or that nobody was there. Never changed once stored. */
export type CacheEntry<R = unknown> =
  | { readonly kind: 'known'; readonly known: Known<R>; readonly readAtMs: number; readonly freshUntilMs: number }
  | { readonly kind: 'nobody'; readonly readAtMs: number; readonly freshUntilMs: number };

export interface Cache {
  get(key: string): CacheEntry | undefined;
  /** `get` of one key that is asked for again and again: its name is made once, which is most of what asking costs. */
  watch(key: string): () => CacheEntry | undefined;
  set(key: string, entry: CacheEntry, keepMs: number): void;
  delete(key: string): void;
  /** Every answer to a read of that system. */
  forgetReads(tenant: TenantId, system: string): void;
  close(): void;
}

export const cacheKey = (tenant: TenantId, read: string, subject: string): string => `${tenant}|${read}|${subject}`;

/** One for a whole process: what all tenants together may keep is bounded, by bytes. */
export interface SharedCache {
  /** What is kept under `scope` is seen by nobody else; closing it lets all of that go. */
  scoped(scope: string): Cache;
  /** All that is remembered of one tenant, whoever remembers it; without one, of all. */
  forget(tenant?: TenantId): void;
  close(): void;
}

/** Of an entry and its place in the tables around it, beside what it holds. */
const ENTRY_BYTES = 400;
/** An object in memory takes about so many times the text it is written as. */
const BYTES_A_CHARACTER = 4;

const bytesOf = (key: string, entry: CacheEntry): number =>
  ENTRY_BYTES + key.length + (entry.kind === 'known' ? BYTES_A_CHARACTER * lengthOf(entry.known) : 0);
const lengthOf = ({ answer }: Known): number => JSON.stringify(answer.record).length;

/**
 * node-cache with its clones off: entries are immutable, and a copy of each would cost 50 µs. It counts keys and
 * throws at its limit instead of making room, so the bytes are counted here: the oldest goes first.
 */
export function createSharedCache(maxBytes: number): SharedCache {
  const cache = new NodeCache({ useClones: false, checkperiod: 60, deleteOnExpire: true });
  const sizes = new Map<string, number>();
  let bytes = 0;
  const gone = (key: string) => {
    bytes -= sizes.get(key) ?? 0;
    sizes.delete(key);
  };
  cache.on('del', gone);
  cache.on('expired', gone);

  function set(key: string, entry: CacheEntry, keepMs: number): void {
    const size = bytesOf(key, entry);
    gone(key);
    sizes.set(key, size);
    bytes += size;
    cache.set(key, entry, keepMs / 1000);
    for (const oldest of sizes.keys()) {
      if (bytes <= maxBytes) return;
      cache.del(oldest);
    }
  }
  const dropAll = (prefix: string) => void cache.del([...sizes.keys()].filter((key) => key.startsWith(prefix)));
  return {
    scoped(scope) {
      const own = (key: string) => `${scope}|${key}`;
      return {
        get: (key) => cache.get<CacheEntry>(own(key)),
        watch(key) {
          const name = own(key);
          return () => cache.get<CacheEntry>(name);
        },
        set: (key, entry, keepMs) => set(own(key), entry, keepMs),
        delete: (key) => void cache.del(own(key)),
        forgetReads: (tenant, system) => dropAll(own(`${tenant}|${system}.`)),
        close: () => dropAll(own('')),
      };
    },
    forget: (tenant) =>
      void cache.del([...sizes.keys()].filter((key) => tenant === undefined || key.split('|')[1] === tenant)),
    close: () => cache.close(),
  };
}
