import { createAuditKeyring, type KeyringDeps } from '../audit/marks.ts';
import { createTenantKey, type TenantKeyDeps } from '../secrets/tenant-key.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

const name = { system: 'audit', name: 'audit-key' };

interface AuditKeysDeps extends Pick<TenantKeyDeps, 'store' | 'signingKey'>, Pick<KeyringDeps, 'steadyNow'> {
  isInUse(tenant: TenantId): Promise<boolean>;
}

/** What each tenant's audit is made with, for the service and the command line alike: another key finds nothing. */
export const auditKeysOf = ({ store, signingKey, isInUse, steadyNow }: AuditKeysDeps) =>
  createAuditKeyring({
    steadyNow,
    // Without a row nothing may be shown, and whoever sets the right key has to be shown something.
    keyOf: (tenant) =>
      createTenantKey({ tenant, store, signingKey, name, ifClosed: 'make_do', isInUse: () => isInUse(tenant) })(),
  });
