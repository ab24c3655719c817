import { randomUUID } from 'node:crypto';
import { type AuditDesk, createAuditDesk } from '../audit/desk.ts';
import { entriesAt } from '../audit/entry.ts';
import { readConfig } from '../config/config.ts';
import { createAuditLog } from '../store/audit-log.ts';
import { type Database, openDatabase } from '../store/database.ts';
import type { Audited } from '../store/on-record.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { hasAuditKey, openOwnTrail, operatorOf } from './own-trail.ts';
import { tenantOf, WHICH_TENANT } from './tenant-of.ts';
import { type CliDeps, WRONGLY_ASKED } from './verb.ts';

interface Opened {
  readonly db: Database;
  readonly desk: AuditDesk;
  /** A change by whoever runs the server, and its row. */
  readonly audited: Audited;
  readonly tenant: TenantId;
  /** That whoever runs the server looks into it: on record when it resolves. */
  seen(action: 'audit.searched' | 'audit.exported'): Promise<void>;
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
  if (!tenant || !hasAuditKey(config)) {
    err(tenant ? NO_KEYS : WHICH_TENANT);
    return WRONGLY_ASKED;
  }
  const { db, close } = await openDatabase(config.database);
  try {
    const { keysOf, trail } = openOwnTrail({ db, config, now });
    const desk = createAuditDesk({ tenant, log: createAuditLog(db), keysOf, now });
    const entryOf = entriesAt(now);
    const seen = (action: 'audit.searched' | 'audit.exported') =>
      trail.write(entryOf(action, operatorOf(tenant), randomUUID()));
    try {
      return await work({ db, tenant, desk, audited: trail.audited, seen });
    } finally {
      await trail.close();
    }
  } finally {
    await close();
  }
}
