import type { TenantLog } from './ports.ts';
import type { TenantId } from './tenant-id.ts';

/** Between those who change a tenant's connections and whoever runs its parts. */
export interface TenantChanges {
  /** Every process makes this tenant's parts anew, this one before it resolves. */
  changed(tenant: TenantId): Promise<void>;
  onChange(listener: (tenant: TenantId) => Promise<unknown>): void;
}

export function createTenantChanges(tenantLog: Pick<TenantLog, 'bump'>): TenantChanges {
  const listeners = new Set<(tenant: TenantId) => Promise<unknown>>();
  return {
    async changed(tenant) {
      // Tells the other processes.
      await tenantLog.bump(tenant);
      for (const listener of listeners) await listener(tenant);
    },
    onChange: (listener) => void listeners.add(listener),
  };
}
