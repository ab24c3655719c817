import type { TenantId } from '../../tenants/tenant-id.ts';
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
  readonly freshUntilMs: number;
  /** The remembered reads it was made from: still the same objects, still the same answer. */
  readonly madeFrom: readonly { readonly key: string; readonly entry: CacheEntry }[];
}

export interface ResponseCache {
  find(key: string): CachedResponse | undefined;
  keep(key: string, context: CachedResponse): void;
  /** After a pick or a rejection. */
  forget(tenant: TenantId): void;
}

/** Whole answers, kept while each read in them is fresh. The oldest goes when there are too many. */
export function createResponseCache(
  deps: { entry(key: string): CacheEntry | undefined; now(): number },
  most: number,
): ResponseCache {
  const kept = new Map<string, CachedResponse>();
  return {
    find(key) {
      const context = kept.get(key);
      if (!context) return undefined;
      const isGood =
        deps.now() < context.freshUntilMs && context.madeFrom.every(({ key: k, entry }) => deps.entry(k) === entry);
      if (isGood) return context;
      kept.delete(key);
      return undefined;
    },
    keep(key, context) {
      kept.delete(key);
      kept.set(key, context);
      if (kept.size <= most) return;
      const oldest = kept.keys().next();
      if (!oldest.done) kept.delete(oldest.value);
    },
    forget(tenant) {
      for (const key of kept.keys()) if (key.startsWith(`${tenant}|`)) kept.delete(key);
    },
  };
}
