import type { Phase } from '@sidelight/shared/setup/phase.ts';
import type { RollbackCriteria, RolloutStep } from '@sidelight/shared/setup/rollout.ts';
import type { OnRecord } from '../audit/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

/** A rollout as it is kept. */
export interface StoredRollout {
  readonly phase: Phase;
  readonly pilotGroups: readonly string[];
  readonly groups: readonly string[];
  readonly criteria: RollbackCriteria;
  /** Since when this phase is watched (ISO 8601): what happened before counts for nothing. */
  readonly since: string;
  /** Counts up with every change, so that of two at once one wins. */
  readonly version: number;
}

export interface RolloutLog {
  /** Undefined while nobody has ever chosen anything. */
  find(tenant: TenantId): Promise<StoredRollout | undefined>;
  /**
   * Writes both, or nothing and `false` where it is no longer as it was (`version`; 0: nobody has ever
   * chosen anything). Without a step only the watch begins anew.
   */
  change(
    tenant: TenantId,
    version: number,
    next: Omit<StoredRollout, 'version'>,
    step: RolloutStep | undefined,
    record?: OnRecord,
  ): Promise<boolean>;
  /** The watch looks. Answers when it last did (ISO 8601), whichever process it was. */
  look(tenant: TenantId, at: string): Promise<string | undefined>;
  /** Newest first. */
  steps(tenant: TenantId, most: number): Promise<readonly RolloutStep[]>;
}

export interface Served {
  readonly total: number;
  readonly inTime: number;
  readonly failed: number;
}

/** How contexts went, by the minute. */
export interface ServedLog {
  /** Adds to what is there. */
  add(tenant: TenantId, minutes: readonly (Served & { readonly minuteMs: number })[]): Promise<void>;
  /** Added up over whole minutes within. */
  between(tenant: TenantId, fromMs: number, untilMs: number): Promise<Served>;
}
