import type { Actor } from '../audit/ports.ts';
import { auditKeysOf } from '../composition/audit-keys.ts';
import type { Config } from '../config/config.ts';
import { createSecretStore } from '../secrets/secret-store.ts';
import { steadyNow } from '../steady-clock.ts';
import { createAuditTrail } from '../store/audit.ts';
import { createAuditAside } from '../store/audit-aside.ts';
import type { Database } from '../store/database.ts';
import { hasAuditRows } from '../store/marked.ts';
import { createSecretRows } from '../store/secrets.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

export interface OwnTrailDeps {
  readonly db: Database;
  readonly config: Config;
  now(): number;
  /** The store does not take rows. Without it, a change whose row is refused is taken back, and the verb says why. */
  onTrouble?(): void;
}

/** Whoever runs the server, as the audit names them. */
export const operatorOf = (tenant: TenantId): Actor => ({ tenant, userId: '', role: 'operator' });

/** Whether there is a key by which customers are marked in the audit, and its ends are signed. */
export const hasAuditKey = ({ secretKeys, sessionSecret }: Config): boolean =>
  secretKeys !== undefined || sessionSecret !== undefined;

/** The audit as whoever runs the server adds to it, by the keys that the server has. */
export function openOwnTrail({ db, config, now, onTrouble = () => {} }: OwnTrailDeps) {
  const { secretKeys, sessionSecret } = config;
  const store = secretKeys && createSecretStore({ rows: createSecretRows(db), keys: secretKeys, now });
  const keysOf = auditKeysOf({
    ...{ store, signingKey: sessionSecret, steadyNow },
    isInUse: (tenant) => hasAuditRows(db, tenant),
  });
  const trail = createAuditTrail(db, { keysOf, aside: createAuditAside(config.auditAside), onTrouble });
  return { store, keysOf, trail };
}
