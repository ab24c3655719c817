import { createAuditKeyring } from '../audit/marks.ts';
import { createTenantKey, type TenantKeyDeps } from '../secrets/tenant-key.ts';

/** What each tenant's audit is made with, for the service and the command line alike: another key finds nothing. */
export const auditKeysOf = ({ store, signingKey }: Pick<TenantKeyDeps, 'store' | 'signingKey'>) =>
  createAuditKeyring((tenant) =>
    createTenantKey({ tenant, store, signingKey, name: { system: 'audit', name: 'audit-key' } }),
  );
