import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { connectionForms } from '../connectors/connection-forms.ts';
import { placesOf, storedEndpoints } from '../setup/endpoints.ts';
import { createConnectionLog } from '../store/connection-log.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { SharedDeps } from './shared-deps.ts';
import type { TenantEndpoints } from './tenant-reads.ts';

/** Where one tenant's systems are: what its admins have connected, and over it what the operator's environment says. */
export async function endpointsOf(shared: SharedDeps, tenant: TenantId, map: IntegrationMap): Promise<TenantEndpoints> {
  const { secrets, oauth } = shared;
  const { config, database } = shared.serviceDeps;
  const operator = config.operator?.tenant === tenant ? config.operator : undefined;
  const given = Object.fromEntries(Object.entries(operator?.vendors ?? {}).filter(([, vendor]) => vendor));
  if (!secrets || !oauth) return { addresses: given };
  const placeOf = placesOf(map, config.vendorUrls(tenant));
  const log = createConnectionLog(database.db);
  const allowHosts = config.allowHosts(tenant);
  const stored = await storedEndpoints(
    { map, log, secrets, oauth: oauth.tokens, connectionForms, placeOf, allowHosts },
    tenant,
  );
  return { addresses: { ...stored, ...given } };
}
