import { createAuditKeyring } from '../audit/marks.ts';
import { createTenantKey, type TenantKeyDeps } from '../secrets/tenant-key.ts';

const name = { system: 'audit', name: 'audit-key' };

/** What each tenant's audit is made with, for the service and the command line alike: another key finds nothing. */
export const auditKeysOf = ({ store, signingKey }: Pick<TenantKeyDeps, 'store' | 'signingKey'>) =>
  createAuditKeyring((tenant) =>
    // Without a row nothing may be shown, and whoever mends the keys has to be shown something.
    createTenantKey({ tenant, store, signingKey, name, ifClosed: 'make_do' }),
  );
