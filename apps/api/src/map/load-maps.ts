import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';
import type { KnownConnectors } from './known-connectors.ts';
import { loadMap } from './load-map.ts';
import { isMapError, MapError, type MapFault } from './map-error.ts';

/**
 * The map everybody goes by, and those of tenants that have a whole one of their own in `tenants/<subdomain>/`.
 * Rejects with MapError naming every fault of all of them, also where only one is wrong.
 */
export async function loadMaps(
  folder: string,
  signal: AbortSignal,
  connectors?: KnownConnectors,
): Promise<{ readonly map: IntegrationMap; readonly ownMaps: ReadonlyMap<TenantId, IntegrationMap> }> {
  const names = await readdir(join(folder, 'tenants')).catch(whereMissing([]));
  const faults: MapFault[] = [];
  const load = (below: string) =>
    loadMap(join(folder, below), signal, connectors).catch((error: unknown) => {
      if (!isMapError(error)) throw error;
      // Files of the same name stand in several folders.
      faults.push(...error.faults.map((fault) => ({ ...fault, file: fault.file && join(below, fault.file) })));
      return undefined;
    });
  const map = await load('');
  const ownMaps = new Map<TenantId, IntegrationMap>();
  for (const name of names) {
    const tenant = tenantId(name);
    const own = tenant && (await load(`tenants/${name}`));
    if (tenant && own) ownMaps.set(tenant, own);
  }
  if (!map || faults.length > 0) throw new MapError(faults);
  return { map, ownMaps };
}

/** Where the files stand that a tenant goes by. */
export async function mapFolderOf(folder: string, tenant: TenantId): Promise<string> {
  const own = join(folder, 'tenants', tenant);
  return access(own).then(() => own, whereMissing(folder));
}

const whereMissing =
  <T>(instead: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return instead;
    throw error;
  };
