import { LRUCache } from 'lru-cache';
import type { TenantId } from '../../tenants/tenant-id.ts';
import type { ShownField } from '../ports.ts';
import type { CacheEntry } from '../read/cache.ts';

/** A whole answer that was made from fresh reads only, and how to see that it still would be. */
export interface CachedResponse {
  readonly requesterId: string;
  readonly organizationId: string;
  readonly accountId: string;
  /** The part of the first line that was the same then: another health, another answer. */
  readonly openingRest: string;
  /** That part and every line after it. */
  readonly bytes: Buffer;
  /** Of the fields agents decide by, those that may yet be found wrong. */
  readonly decisions: readonly ShownField[];
  readonly freshUntilMs: number;
  /** The remembered reads it was made from: still the same objects, still the same answer. */
  readonly madeFrom: readonly { readonly key: string; readonly entry: CacheEntry }[];
}

export interface ResponseCache {
  find(key: string): CachedResponse | undefined;
  keep(key: string, context: CachedResponse): void;
  /** All of them: after a pick or a rejection. */
  forget(): void;
}

/** What somebody has just been said to be, or not to be, is in none of a tenant's answers any more, whichever runtime kept it. */
export function forgetAnswersOf(store: ResponseStore, tenant?: TenantId): void {
  for (const key of store.keys()) if (tenant === undefined || key.includes(`|${tenant}|`)) store.delete(key);
}

interface Kept {
  readonly response: CachedResponse;
  isStillTrue(): boolean;
}

/** The answers of all tenants of a process, bounded by their bytes; the one that was used longest ago goes first. */
export type ResponseStore = LRUCache<string, Kept>;

export const createResponseStore = (maxBytes: number): ResponseStore =>
  new LRUCache({
    maxSize: maxBytes,
    sizeCalculation: ({ response }, key) =>
      response.bytes.length + key.length + ENTRY_BYTES + FIELD_BYTES * response.decisions.length,
  });

/** Of an answer's own object, and of what it remembers to have been made from. */
const ENTRY_BYTES = 2000;
/** Of a field with its receipt, as an object. */
const FIELD_BYTES = 1000;

/** Whole answers, kept while each read in them is fresh. `scope`: what nobody else's keys begin with. */
export function createResponseCache(
  deps: { watch(key: string): () => CacheEntry | undefined; steadyNow(): number },
  store: ResponseStore,
  scope: string,
): ResponseCache {
  const own = (key: string) => `${scope}|${key}`;
  return {
    find(key) {
      const kept = store.get(own(key));
      if (!kept) return undefined;
      if (deps.steadyNow() < kept.response.freshUntilMs && kept.isStillTrue()) return kept.response;
      store.delete(own(key));
      return undefined;
    },
    keep(key, response) {
      const reads = response.madeFrom.map(({ key: read, entry }) => ({ entry, current: deps.watch(read) }));
      const isStillTrue = () => reads.every(({ entry, current }) => current() === entry);
      store.set(own(key), { response, isStillTrue });
    },
    forget() {
      for (const key of store.keys()) if (key.startsWith(own(''))) store.delete(key);
    },
  };
}
