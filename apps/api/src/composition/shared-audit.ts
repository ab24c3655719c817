import { createAuditDesk } from '../audit/desk.ts';
import type { Config } from '../config/config.ts';
import { errorFields, type Log } from '../log.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import { createAuditTrail } from '../store/audit.ts';
import { createAuditAside } from '../store/audit-aside.ts';
import { createAuditLog } from '../store/audit-log.ts';
import type { Database } from '../store/database.ts';
import { createFieldReveals } from '../store/field-reveals.ts';
import { hasAuditRows } from '../store/marked.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { auditKeysOf } from './audit-keys.ts';

export interface SharedAuditDeps {
  readonly db: Database;
  readonly config: Config;
  readonly secrets: SecretStore | undefined;
  readonly signingKey: Buffer;
  readonly log: Log;
  now(): number;
  steadyNow(): number;
}

/** The audit of all tenants of a process, each by its own key. */
export function createSharedAudit({ db, config, secrets, signingKey, log, now, steadyNow }: SharedAuditDeps) {
  const keysOf = auditKeysOf({ store: secrets, signingKey, steadyNow, isInUse: (tenant) => hasAuditRows(db, tenant) });
  const audit = createAuditTrail(db, {
    keysOf,
    aside: createAuditAside(config.auditAside),
    onTrouble: (error) => log.error('the audit does not take rows', errorFields(error)),
  });
  void audit.takeIn();
  const auditLog = createAuditLog(db);
  const reveals = createFieldReveals(db, audit.audited);
  return {
    audit,
    reveals,
    auditKeysOf: keysOf,
    auditDeskOf: (tenant: TenantId) =>
      createAuditDesk({
        ...{ tenant, log: auditLog, keysOf, now },
        notesOf: (requestIds) => reveals.notesOf(tenant, requestIds),
      }),
  };
}
