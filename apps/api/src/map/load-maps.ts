import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';
import { loadMap } from './load-map.ts';

/** The map everybody goes by, and those of tenants that have a whole one of their own in `tenants/<subdomain>/`. */
export async function loadMaps(
  folder: string,
  signal: AbortSignal,
): Promise<{ readonly map: IntegrationMap; readonly ownMaps: ReadonlyMap<TenantId, IntegrationMap> }> {
  const names = await readdir(join(folder, 'tenants')).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const ownMaps = new Map<TenantId, IntegrationMap>();
  for (const name of names) {
    const tenant = tenantId(name);
    if (tenant) ownMaps.set(tenant, await loadMap(join(folder, 'tenants', name), signal));
  }
  return { map: await loadMap(folder, signal), ownMaps };
}
