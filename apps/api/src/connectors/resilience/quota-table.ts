import { LRUCache } from 'lru-cache';
import type { RateLimit } from '../limits.ts';
import type { PolicyKey } from './policy-table.ts';
import { createQuota, type Quota } from './quota.ts';

/** The quotas of all tenants of a process: what was counted outlives a tenant's running parts and a map. */
export interface QuotaTable {
  get(key: PolicyKey, rates: readonly RateLimit[], share: number): Quota;
}

interface Entry {
  readonly quota: Quota;
  readonly version: number;
  /** What it was made with, written out. */
  readonly made: string;
}

/** About 2 KB each. One that has to go reads from the store what it had counted. */
const MAX_QUOTAS = 5000;

export function createQuotaTable(deps: { readonly isShared: boolean; now(): number }): QuotaTable {
  const entries = new LRUCache<string, Entry>({ max: MAX_QUOTAS });
  return {
    get({ tenant, connector, version }, rates, share) {
      const name = `${tenant}|${connector}`;
      const made = JSON.stringify([rates, share]);
      const found = entries.get(name);
      if (found?.version === version && found.made === made) return found.quota;
      const quota = createQuota({ ...deps, rates, share });
      entries.set(name, { quota, version, made });
      return quota;
    },
  };
}
