import { createAuditDesk } from '../audit/desk.ts';
import { createAuditKeyring } from '../audit/marks.ts';
import type { Config } from '../config/config.ts';
import { errorFields, type Log } from '../log.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import { createTenantKey } from '../secrets/tenant-key.ts';
import { createAuditTrail } from '../store/audit.ts';
import { createAuditAside } from '../store/audit-aside.ts';
import { createAuditLog } from '../store/audit-log.ts';
import type { Database } from '../store/database.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

export interface SharedAuditDeps {
  readonly db: Database;
  readonly config: Config;
  readonly secrets: SecretStore | undefined;
  readonly signingKey: Buffer;
  readonly log: Log;
  now(): number;
}

/** The audit of all tenants of a process, each by its own key. */
export function createSharedAudit({ db, config, secrets, signingKey, log, now }: SharedAuditDeps) {
  const auditKeysOf = createAuditKeyring((tenant: TenantId) =>
    createTenantKey({ tenant, store: secrets, signingKey, name: { system: 'audit', name: 'audit-key' } }),
  );
  const audit = createAuditTrail(db, {
    keysOf: auditKeysOf,
    aside: createAuditAside(config.auditAside),
    onTrouble: (error) => log.error('the audit does not take rows', errorFields(error)),
  });
  void audit.takeIn();
  const auditLog = createAuditLog(db);
  return {
    audit,
    auditKeysOf,
    auditDeskOf: (tenant: TenantId) => createAuditDesk({ tenant, log: auditLog, keysOf: auditKeysOf, now }),
  };
}
