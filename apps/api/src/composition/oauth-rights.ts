import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { Config } from '../config/config.ts';
import { catalogue } from '../connectors/catalogue.ts';
import { withheldFrom } from '../setup/withheld.ts';
import { createWriteRights, type WithholdsWriting } from '../setup/write-rights.ts';
import { createConnectionLog } from '../store/connection-log.ts';
import type { Database } from '../store/database.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

export const consentOf = (connector: string) => catalogue.get(connector)?.oauth?.consent;

/** What one tenant's connections are known not to have. */
export const connectionWithholds = ({ oauthClient }: Pick<Config, 'oauthClient'>) =>
  withheldFrom({ consentOf, ownScopes: oauthClient?.scopes });

/** Those of its connectors that the server's environment connects. */
export function operatorsOf({ operator }: Pick<Config, 'operator'>, tenant: TenantId): ReadonlySet<string> {
  const vendors = operator?.tenant === tenant ? operator.vendors : {};
  return new Set(Object.entries(vendors).flatMap(([id, vendor]) => (vendor ? [id] : [])));
}

/** Whether sync is known not to be able to write a kind of record of one tenant. Asks no vendor. */
export const writeRightsOf = (
  config: Pick<Config, 'oauthClient' | 'operator'>,
  db: Database,
  tenant: TenantId,
  map: Pick<IntegrationMap, 'systems'>,
): WithholdsWriting =>
  createWriteRights({
    ...{ tenant, map, consentOf, log: createConnectionLog(db) },
    byOperator: operatorsOf(config, tenant),
    withheldFrom: connectionWithholds(config),
  });
