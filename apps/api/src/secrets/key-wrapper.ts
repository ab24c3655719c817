import type { TenantId } from '../tenants/tenant-id.ts';

/** What a wrapped data key is bound to: under another tenant or version it does not open. */
export interface DataKeyContext {
  readonly tenant: TenantId;
  readonly version: number;
}

/** A key-encryption key, wherever it is kept. It sees data keys, never the secrets below them. */
export interface KeyWrapper {
  /** Names the key and tells nothing of it; stands beside everything it has wrapped. */
  readonly id: string;
  wrap(dataKey: Buffer, context: DataKeyContext, signal: AbortSignal): Promise<string>;
  /**
   * Undefined when this key has not wrapped it for this context. Rejects only when the key cannot be asked.
   * Called once a read: one that is asked over the network keeps its answers for a while itself.
   */
  unwrap(wrapped: string, context: DataKeyContext, signal: AbortSignal): Promise<Buffer | undefined>;
}

/** The key that wraps from now on, and the one before it until `sidelight secrets rotate` has run. */
export interface WrappingKeys {
  readonly current: KeyWrapper;
  readonly previous: KeyWrapper | undefined;
}
