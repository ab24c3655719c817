import type { OnRecord } from '../audit/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

/** Which secret of a tenant: `{ system: 'billing', name: 'api-key' }`. */
export interface SecretName {
  readonly system: string;
  readonly name: string;
}

/** What the tokens of single agents are kept as, with their ids behind it: no system's, and many. */
export const OF_AGENT = 'agent/';

/** A tenant's data key as it is kept. Its version stands beside each secret it has sealed. */
export interface StoredDataKey {
  readonly version: number;
  readonly wrappedBy: string;
  readonly wrapped: string;
}

export interface StoredSecret extends SecretName {
  /** Never used twice, not even after a removal. */
  readonly version: number;
  readonly keyVersion: number;
  readonly sealed: string;
  readonly expiresAt: string | undefined;
  readonly setBy: string;
  readonly setAt: string;
}

/** A stored secret with its data key; without one it has been shredded. */
export interface SecretWithKey {
  readonly secret: StoredSecret;
  readonly dataKey: StoredDataKey | undefined;
}

/** What has been told of a secret's end. */
export type Told = 'expires_soon' | 'expired';

export type ListedSecret = Omit<StoredSecret, 'sealed' | 'keyVersion'> & {
  /** Until when the one before it is still taken. */
  readonly previousUntil: string | undefined;
  readonly told: Told | undefined;
};

/** Writes to one tenant's secrets, all of them or none. */
export interface SecretWrites {
  /** All of them, those that are taken besides the current ones too. */
  all(): Promise<readonly StoredSecret[]>;
  /** This one alone; the one before it, where that is taken too, stays. */
  drop(version: number): Promise<void>;
  /** The same secret, sealed by another data key. */
  reseal(version: number, by: Pick<StoredSecret, 'keyVersion' | 'sealed'>): Promise<void>;
  /** Newest first. */
  dataKeys(): Promise<readonly StoredDataKey[]>;
  addDataKey(dataKey: StoredDataKey): Promise<void>;
  /** Undefined when there is none of that name. */
  currentVersion(of: SecretName): Promise<number | undefined>;
  nextVersion(): Promise<number>;
  add(secret: Omit<StoredSecret, 'setAt'>): Promise<void>;
  /** False when there was none. */
  remove(of: SecretName): Promise<boolean>;
  /** Takes the one before `version` until `until`; without that, none of those before it. */
  supersede(of: SecretName, version: number, until: string | undefined): Promise<void>;
  /** Data keys that seal nothing any more; all but `except`. */
  dropIdleDataKeys(except?: number): Promise<void>;
}

export interface SecretRows {
  /** The current one. */
  find(tenant: TenantId, of: SecretName): Promise<SecretWithKey | undefined>;
  /** The current one first, then the one before it if its end is after `at`. */
  live(tenant: TenantId, of: SecretName, at: string): Promise<readonly SecretWithKey[]>;
  /** All but those of single agents. */
  list(tenant: TenantId): Promise<readonly ListedSecret[]>;
  /** One writer a tenant at a time, whichever process it is in. */
  change<T>(
    tenant: TenantId,
    work: (writes: SecretWrites) => Promise<T>,
    record?: OnRecord,
    /** Whether anything was changed; without it, always. */
    isDone?: (answer: T) => boolean,
  ): Promise<T>;
  /** Those that were taken besides the current one, and whose end has come. */
  dropEnded(tenant: TenantId, at: string): Promise<void>;
  markTold(tenant: TenantId, version: number, told: Told): Promise<void>;
  /** Data keys and secrets, all of them. */
  shred(tenant: TenantId): Promise<void>;
}

/** The data keys of all tenants, for who wraps them anew. */
export interface DataKeyRows {
  tenants(): Promise<readonly TenantId[]>;
  of(tenant: TenantId): Promise<readonly StoredDataKey[]>;
  /** False when it is no longer as `was`: somebody else has wrapped it anew, or dropped it. */
  rewrap(
    tenant: TenantId,
    was: StoredDataKey,
    now: Pick<StoredDataKey, 'wrapped' | 'wrappedBy'>,
    record?: OnRecord,
  ): Promise<boolean>;
}
