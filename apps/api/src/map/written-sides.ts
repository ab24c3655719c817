import { type SyncField, SyncSystem } from '@sidelight/shared/map/sync.ts';

/** The sides on which a field is written: both, or the one that does not own it. */
export const writtenSides = (field: SyncField): readonly SyncSystem[] =>
  field.direction === 'two_way' ? SyncSystem.options : SyncSystem.options.filter((side) => side !== field.owner);
