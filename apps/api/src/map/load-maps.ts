import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';
import type { KnownConnectors } from './known-connectors.ts';
import { loadMap } from './load-map.ts';
import { isMapError, MapError } from './map-error.ts';

/**
 * The map everybody goes by, and those of tenants that have a whole one of their own in `tenants/<subdomain>/`.
 * Rejects with MapError, also where only one of them is wrong.
 */
export async function loadMaps(
  folder: string,
  signal: AbortSignal,
  connectors?: KnownConnectors,
): Promise<{ readonly map: IntegrationMap; readonly ownMaps: ReadonlyMap<TenantId, IntegrationMap> }> {
  const names = await readdir(join(folder, 'tenants')).catch(whereMissing([]));
  const ownMaps = new Map<TenantId, IntegrationMap>();
  for (const name of names) {
    const tenant = tenantId(name);
    if (tenant)
      ownMaps.set(tenant, await loadMap(join(folder, 'tenants', name), signal, connectors).catch(standsIn(name)));
  }
  return { map: await loadMap(folder, signal, connectors), ownMaps };
}

/** Where the files stand that a tenant goes by. */
export async function mapFolderOf(folder: string, tenant: TenantId): Promise<string> {
  const own = join(folder, 'tenants', tenant);
  return access(own).then(() => own, whereMissing(folder));
}

/** Files of the same name stand in several folders. */
const standsIn = (name: string) => (error: unknown) => {
  if (!isMapError(error)) throw error;
  throw new MapError(error.faults.map((fault) => ({ ...fault, file: `tenants/${name}/${fault.file}` })));
};

const whereMissing =
  <T>(instead: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === 'ENOENT') return instead;
    throw error;
  };
