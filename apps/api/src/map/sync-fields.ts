import type { Sync, SyncField, SyncObject } from '@sidelight/shared/map/sync.ts';

export interface SyncEntry {
  /** `contact.phone` */
  readonly id: string;
  readonly object: SyncObject;
  readonly field: SyncField;
}

/** Every field that both sides hold, in the map's order. */
export const syncFields = (sync: Sync | undefined): readonly SyncEntry[] =>
  Object.entries(sync?.objects ?? {}).flatMap(([objectId, object]) =>
    Object.entries(object.fields).map(([id, field]) => ({ id: `${objectId}.${id}`, object, field })),
  );
