import type { TenantId } from '../tenants/tenant-id.ts';

/** One of several processes does what must be done once. */
export interface Leases {
  /** True while `holder` has it; by the database's clock. */
  take(tenant: TenantId, name: string, holder: string, forMs: number): Promise<boolean>;
  /** The same for many tenants at once, each with a holder of its own. Answers the holders that have it. */
  holdAll(
    name: string,
    wanted: readonly { readonly tenant: TenantId; readonly holder: string }[],
    forMs: number,
  ): Promise<readonly string[]>;
  release(tenant: TenantId, name: string, holder: string): Promise<void>;
}
