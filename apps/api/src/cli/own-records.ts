import { randomUUID } from 'node:crypto';
import type { AuditAction } from '@sidelight/shared/audit/audit-actions.ts';
import { entriesAt } from '../audit/entry.ts';
import type { AuditDetails, OnRecord } from '../audit/ports.ts';
import type { Config } from '../config/config.ts';
import type { Database } from '../store/database.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { hasAuditKey, openOwnTrail, operatorOf } from './own-trail.ts';
import { type CliDeps, WRONGLY_ASKED } from './verb.ts';

/** The row of what whoever runs the server is about to change, or to see: settled before it is said. */
export type OwnRecordOf = (tenant: TenantId, action: AuditAction, details?: AuditDetails) => OnRecord;

const NO_KEYS =
  'set SECRETS_KEY (or SECRETS_KEY_FILE) or SESSION_SECRET as the server has it: what is seen of customers and what is changed goes into the audit, by a key of the helpdesk’s\n';

/** Does what changes or shows something, once that can be put on record; else says what is missing. */
export async function onOwnRecord(
  { db, config, around }: { readonly db: Database; readonly config: Config; readonly around: CliDeps },
  work: (recordOf: OwnRecordOf) => Promise<number>,
): Promise<number> {
  const { err, now } = around;
  if (!hasAuditKey(config)) {
    err(NO_KEYS);
    return WRONGLY_ASKED;
  }
  const { trail } = openOwnTrail({ db, config, now });
  try {
    const entryOf = entriesAt(now);
    return await work((tenant, action, details) =>
      trail.onRecord(entryOf(action, operatorOf(tenant), randomUUID(), details)),
    );
  } finally {
    await trail.close();
  }
}
