import { randomUUID } from 'node:crypto';
import type { AuditAction } from '@sidelight/shared/audit/audit-actions.ts';
import type { OnRecord } from '../audit/ports.ts';
import { auditKeysOf } from '../composition/audit-keys.ts';
import type { Config } from '../config/config.ts';
import { createSecretStore } from '../secrets/secret-store.ts';
import { createAuditTrail } from '../store/audit.ts';
import { createAuditAside } from '../store/audit-aside.ts';
import type { Database } from '../store/database.ts';
import { createSecretRows } from '../store/secrets.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
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
  const { secretKeys, sessionSecret } = config;
  const { err, now } = around;
  if (!secretKeys && !sessionSecret) {
    err(NO_KEYS);
    return WRONGLY_ASKED;
  }
  const store = secretKeys && createSecretStore({ rows: createSecretRows(db), keys: secretKeys, now });
  const keysOf = auditKeysOf({ store, signingKey: sessionSecret ?? Buffer.alloc(0) });
  const aside = createAuditAside(config.auditAside);
  // A row that the store refuses takes its change back, and the verb says why.
  const trail = createAuditTrail(db, { keysOf, aside, onTrouble: () => {} });
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
