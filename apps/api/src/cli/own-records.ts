import { randomUUID } from 'node:crypto';
import type { AuditAction } from '@sidelight/shared/audit/audit-actions.ts';
import type { OnRecord } from '../audit/ports.ts';
import type { Config } from '../config/config.ts';
import type { Database } from '../store/database.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { hasAuditKey, openOwnTrail } from './own-trail.ts';
import { type CliDeps, WRONGLY_ASKED } from './verb.ts';

/** The row of what whoever runs the server is about to change. `about`: what of ours, never a value, never a person. */
export type OwnRecordOf = (tenant: TenantId, action: AuditAction, about?: string) => OnRecord;

const NO_KEYS =
  'set SECRETS_KEY (or SECRETS_KEY_FILE) or SESSION_SECRET as the server has it: what is changed goes into the audit, by a key of the helpdesk’s\n';

/** Does what changes something, once each change can be put on record; else says what is missing. */
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
    return await work((tenant, action, about) =>
      trail.onRecord({
        ...{ tenant, atMs: now(), requestId: randomUUID(), actorId: '', role: 'operator', action },
        ...(about !== undefined && { about }),
      }),
    );
  } finally {
    await trail.close();
  }
}
