import { type AuditDesk, createAuditDesk } from '../audit/desk.ts';
import { auditKeysOf } from '../composition/audit-keys.ts';
import { readConfig } from '../config/config.ts';
import { createSecretStore } from '../secrets/secret-store.ts';
import { createAuditTrail } from '../store/audit.ts';
import { createAuditAside } from '../store/audit-aside.ts';
import { createAuditLog } from '../store/audit-log.ts';
import { type Database, openDatabase } from '../store/database.ts';
import type { Audited } from '../store/on-record.ts';
import { createSecretRows } from '../store/secrets.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { tenantOf, WHICH_TENANT } from './tenant-of.ts';
import { type CliDeps, WRONGLY_ASKED } from './verb.ts';

interface Opened {
  readonly db: Database;
  readonly desk: AuditDesk;
  /** A change by whoever runs the server, and its row. */
  readonly audited: Audited;
  readonly tenant: TenantId;
}

const NO_KEYS =
  'set SECRETS_KEY (or SECRETS_KEY_FILE) or SESSION_SECRET as the server has it: customers are found, and heads checked, by a key of the helpdesk’s\n';

/** The configured database's audit of one helpdesk, for as long as `work` takes. */
export async function withAudit(
  { env, err, now }: CliDeps,
  work: (opened: Opened) => Promise<number>,
): Promise<number> {
  const config = readConfig(env);
  const tenant = tenantOf(config, env);
  const { secretKeys, sessionSecret: signingKey } = config;
  if (!tenant || (!secretKeys && !signingKey)) {
    err(tenant ? NO_KEYS : WHICH_TENANT);
    return WRONGLY_ASKED;
  }
  const { db, close } = await openDatabase(config.database);
  try {
    const store = secretKeys && createSecretStore({ rows: createSecretRows(db), keys: secretKeys, now });
    const keysOf = auditKeysOf({ store, signingKey: signingKey ?? Buffer.alloc(0) });
    const desk = createAuditDesk({ tenant, log: createAuditLog(db), keysOf, now });
    const aside = createAuditAside(config.auditAside);
    // A row that the store refuses takes its change back, and the verb says why.
    const { audited } = createAuditTrail(db, { keysOf, aside, onTrouble: () => {} });
    return await work({ db, tenant, desk, audited });
  } finally {
    await close();
  }
}
