import { basename, join } from 'node:path';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { knownConnectors } from '../connectors/catalogue.ts';
import { loadMaps, mapFolderOf } from '../map/load-maps.ts';
import { readText } from '../map/read-text.ts';
import { canReplaceIn, replaceMapFile } from '../map/replace-file.ts';
import type { SyncFile } from '../sync/desk/sync-file.ts';
import type { TenantChanges } from '../tenants/tenant-changes.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Maps, ServiceDeps } from './service-deps.ts';

/** The maps this process goes by now. */
export interface MapShelf {
  of(tenant: TenantId): IntegrationMap;
  all(): Maps;
  take(maps: Maps): void;
}

export function createMapShelf(first: Maps): MapShelf {
  let maps = first;
  return {
    of: (tenant) => maps.ownMaps?.get(tenant) ?? maps.map,
    all: () => maps,
    take(next) {
      maps = next;
    },
  };
}

export interface SyncFileDeps {
  readonly serviceDeps: Pick<ServiceDeps, 'config' | 'now'>;
  readonly maps: MapShelf;
  readonly changes: Pick<TenantChanges, 'changed'>;
}

const FILE = 'sync.yaml';

/** One tenant's `sync.yaml`. Its people may change it where the map is theirs alone and the server says that they may. */
export function createSyncFile({ serviceDeps, maps, changes }: SyncFileDeps, tenant: TenantId): SyncFile {
  const { config, now } = serviceDeps;
  const folderOf = () => mapFolderOf(config.mapDir, tenant);
  // One after the other: each looks at what the one before has left.
  let last: Promise<unknown> = Promise.resolve();

  async function replace(before: string, after: string, signal: AbortSignal) {
    const given = { folder: await folderOf(), file: FILE, before, after };
    const outcome = await replaceMapFile(given, knownConnectors, now(), signal);
    if (outcome !== 'done') return outcome;
    maps.take(await loadMaps(config.mapDir, signal, knownConnectors));
    await changes.changed(tenant);
    return outcome;
  }

  return {
    async read(signal) {
      const folder = await folderOf();
      const name =
        folder === config.mapDir ? basename(config.mapDir) : join(basename(config.mapDir), 'tenants', tenant);
      return readText(join(folder, FILE), FILE, signal).then(
        (text) => ({ text, folder: name }),
        () => undefined,
      );
    },
    async canWrite() {
      const folder = await folderOf();
      const isOwn = folder !== config.mapDir || config.learn === 'none';
      return config.canChangeMap && isOwn && canReplaceIn(folder);
    },
    replace(before, after, signal) {
      const next = last.then(() => replace(before, after, signal));
      last = next.catch(() => {});
      return next;
    },
  };
}
