import NodeCache from 'node-cache';
import type { TenantId } from '../../tenants/tenant-id.ts';
import type { Known } from './read-state.ts';

/**
 * What is remembered of one read and subject: an answer, or that nobody was there. Never changed once stored.
 * `freshUntilMs` is by the clock that never jumps, unlike `readAtMs`, which is shown.
 */
export type CacheEntry<R = unknown> =
  | { readonly kind: 'known'; readonly known: Known<R>; readonly readAtMs: number; readonly freshUntilMs: number }
  | { readonly kind: 'nobody'; readonly readAtMs: number; readonly freshUntilMs: number };

interface Kept {
  readonly entry: CacheEntry;
  readonly sinceMs: number;
  readonly untilMs: number;
}

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
const SWEEP_MS = 60_000;
/** An object in memory takes about so many times the text it is written as. */
const BYTES_A_CHARACTER = 4;

const bytesOf = (key: string, entry: CacheEntry): number =>
  ENTRY_BYTES + key.length + (entry.kind === 'known' ? BYTES_A_CHARACTER * lengthOf(entry.known) : 0);
const lengthOf = ({ answer }: Known): number => JSON.stringify(answer.record).length;

/**
 * node-cache with its clones off: entries are immutable, and a copy of each would cost 50 µs. It counts keys and
 * throws at its limit instead of making room, so the bytes are counted here: the oldest goes first. It measures ages with
 * the wall clock, which can be set, so they are measured here too. `now` never jumps. `mostAgeMs`: older than that nothing
 * counts, however long it was to be kept.
 */
export function createSharedCache(
  maxBytes: number,
  now: () => number,
  mostAgeMs: (nowMs: number) => number = () => Number.POSITIVE_INFINITY,
): SharedCache {
  const cache = new NodeCache({ useClones: false, stdTTL: 0, checkperiod: 0 });
  const sizes = new Map<string, number>();
  let bytes = 0;
  const gone = (key: string) => {
    bytes -= sizes.get(key) ?? 0;
    sizes.delete(key);
  };
  cache.on('del', gone);
  const sweeping = setInterval(() => {
    const nowMs = now();
    for (const key of sizes.keys()) if ((cache.get<Kept>(key)?.untilMs ?? 0) <= nowMs) cache.del(key);
  }, SWEEP_MS);
  sweeping.unref();

  function get(key: string): CacheEntry | undefined {
    const kept = cache.get<Kept>(key);
    if (!kept) return undefined;
    const nowMs = now();
    return nowMs < kept.untilMs && nowMs - kept.sinceMs <= mostAgeMs(nowMs) ? kept.entry : undefined;
  }

  function set(key: string, entry: CacheEntry, keepMs: number): void {
    const size = bytesOf(key, entry);
    gone(key);
    sizes.set(key, size);
    bytes += size;
    const sinceMs = now();
    cache.set<Kept>(key, { entry, sinceMs, untilMs: sinceMs + keepMs });
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
        get: (key) => get(own(key)),
        watch(key) {
          const name = own(key);
          return () => get(name);
        },
        set: (key, entry, keepMs) => set(own(key), entry, keepMs),
        delete: (key) => void cache.del(own(key)),
        forgetReads: (tenant, system) => dropAll(own(`${tenant}|${system}.`)),
        close: () => dropAll(own('')),
      };
    },
    forget: (tenant) =>
      void cache.del([...sizes.keys()].filter((key) => tenant === undefined || key.split('|')[1] === tenant)),
    close() {
      clearInterval(sweeping);
      cache.close();
    },
  };
}
