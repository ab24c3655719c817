import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { SyncObject } from '@sidelight/shared/map/sync.ts';

/** What is worked out of the shipped map, and what records are found by and made with. */
function only(object: SyncObject, match: string): SyncObject {
  const fields = Object.entries(object.fields).filter(
    ([id, { direction }]) => id === match || direction === 'computed' || object.making.needs.includes(id),
  );
  return { ...object, match: [match], fields: Object.fromEntries(fields) };
}

export function supportOnly(map: IntegrationMap): IntegrationMap {
  const { contact, company } = map.sync!.objects;
  return {
    ...map,
    sync: { ...map.sync!, objects: { contact: only(contact!, 'email'), company: only(company!, 'name') } },
  };
}
