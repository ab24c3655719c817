import type { Budget } from '@sidelight/shared/map/system.ts';
import { LRUCache } from 'lru-cache';
import type { TenantId } from '../../tenants/tenant-id.ts';
import { createPolicy, type Outcome, type Policy } from './policy.ts';
import type { Quota } from './quota.ts';

/** Whose policy it is. `version`: of the tenant's connections; with other credentials a refusal means nothing any more. */
export interface PolicyKey {
  readonly tenant: TenantId;
  readonly connector: string;
  readonly version: number;
}

/** The policies of all tenants of a process: what they have learned outlives a tenant's running parts and a map. */
export interface PolicyTable {
  /** `onOutcome` takes the place of the one before: whoever asked last is told. */
  get(key: PolicyKey, budget: Budget, onOutcome: (outcome: Outcome) => void, quota?: Quota): Policy;
}

interface Entry {
  readonly policy: Policy;
  readonly version: number;
  /** The budget it was made with, written out. */
  readonly budget: string;
  readonly quota: Quota | undefined;
  onOutcome(outcome: Outcome): void;
}

/** About 3 KB each. One that has to go forgets a breaker or a pause, and learns it again from the next failures. */
const MAX_POLICIES = 5000;

export function createPolicyTable(deps: { now(): number; random(): number }): PolicyTable {
  const entries = new LRUCache<string, Entry>({ max: MAX_POLICIES });
  return {
    get({ tenant, connector, version }, budget, onOutcome, quota) {
      const name = `${tenant}|${connector}`;
      const written = JSON.stringify(budget);
      const found = entries.get(name);
      const isSame = found?.version === version;
      if (isSame && found.budget === written && found.quota === quota) {
        found.onOutcome = onOutcome;
        return found.policy;
      }
      const told = (outcome: Outcome) => entry.onOutcome(outcome);
      const before = isSame ? found.policy.memory() : undefined;
      const policy = createPolicy(budget, { ...deps, onOutcome: told, ...(quota && { quota }) }, before);
      const entry: Entry = { policy, version, budget: written, quota, onOutcome };
      entries.set(name, entry);
      return policy;
    },
  };
}
