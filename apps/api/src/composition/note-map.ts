import { hash } from 'node:crypto';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { entriesAt } from '../audit/entry.ts';
import { newRequestId } from '../http/request-id.ts';
import { errorFields } from '../log.ts';
import { createMapInUse } from '../store/map-in-use.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { SharedDeps } from './shared-deps.ts';

/** Enough of a hash to tell two maps apart. */
const SHOWN = 16;

/** Puts on record that a helpdesk is served by another map than before, as each process begins to. Does not throw. */
export function createNoteMap({ audit, serviceDeps }: Pick<SharedDeps, 'audit' | 'serviceDeps'>) {
  const { database, log, now } = serviceDeps;
  const entryOf = entriesAt(now);
  const note = createMapInUse(database.db);
  /** One for all helpdesks that share it. */
  const hashes = new WeakMap<IntegrationMap, string>();
  const hashOf = (map: IntegrationMap): string => {
    const own = hashes.get(map) ?? hash('sha256', JSON.stringify(map), 'hex');
    hashes.set(map, own);
    return own;
  };
  return async (tenant: TenantId, map: IntegrationMap): Promise<void> => {
    const after = hashOf(map);
    const recordOf = (before: string) =>
      audit.onRecord(
        entryOf('map.changed', { tenant, userId: '', role: 'system' }, newRequestId(), {
          about: `${before.slice(0, SHOWN)} ${after.slice(0, SHOWN)}`,
        }),
      );
    await note(tenant, after, recordOf).catch((error: unknown) =>
      log.error('another map is not on record', { tenant, ...errorFields(error) }),
    );
  };
}
