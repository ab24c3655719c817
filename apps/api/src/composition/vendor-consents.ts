import { ownValue } from '@sidelight/shared/own-property.ts';
import type { SigningKeys } from '../access/signed-token.ts';
import type { AuditedChanges } from '../audit/ports.ts';
import type { Config } from '../config/config.ts';
import { entryVendor } from '../connectors/catalogue.ts';
import { newRequestId } from '../http/request-id.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import { createOauthState } from '../setup/oauth-state.ts';
import { createVendorConsent, type VendorConsent } from '../setup/vendor-consent.ts';
import { createConnectionLog } from '../store/connection-log.ts';
import type { Database } from '../store/database.ts';
import { isSyncWanted } from '../store/is-sync-wanted.ts';
import type { TenantLog } from '../tenants/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { MapShelf } from './map-shelf.ts';
import type { Oauth } from './oauth.ts';
import { operatorsOf } from './oauth-rights.ts';

export interface VendorConsentsDeps {
  readonly config: Config;
  readonly db: Database;
  readonly secrets: SecretStore;
  readonly audit: AuditedChanges;
  readonly signingKeys: SigningKeys;
  readonly maps: Pick<MapShelf, 'of'>;
  readonly tenantLog: Pick<TenantLog, 'takeOnce'>;
  changed(tenant: TenantId): Promise<void>;
  now(): number;
}

/** Systems beside the helpdesk that are connected on their vendor's own page: the same for every tenant of a process. */
export function createVendorConsents(
  { tokens, exchanges }: Pick<Oauth, 'tokens' | 'exchanges'>,
  { config, db, secrets, audit, signingKeys, maps, tenantLog, changed, now }: VendorConsentsDeps,
): VendorConsent | undefined {
  const { publicUrl } = config;
  const { id: helpdesk } = entryVendor();
  const vendors = new Map([...exchanges].filter(([connector]) => connector !== helpdesk));
  if (!publicUrl) return undefined;
  return createVendorConsent({
    ...{ vendors, tokens, secrets, changed, takeOnce: tenantLog.takeOnce },
    state: createOauthState(signingKeys, now, 'connection oauth'),
    log: createConnectionLog(db),
    beginUrl: new URL('/oauth/begin', publicUrl).href,
    isSyncWanted: (tenant) => isSyncWanted(db, tenant),
    connectable(tenant, connector) {
      if (operatorsOf(config, tenant).has(connector)) return undefined;
      const all = Object.values(maps.of(tenant).systems);
      const spec = all.find(({ connectors }) => Object.hasOwn(connectors, connector));
      const declared = spec && ownValue(spec.connectors, connector);
      return declared && { system: spec.system, options: declared.options };
    },
    recordOf: ({ tenant, userId }, about) =>
      audit.onRecord({
        ...{ tenant, atMs: now(), requestId: newRequestId(), actorId: userId, role: 'admin' },
        ...{ action: 'connection.saved', about },
      }),
  });
}
