import { type SyncField, SyncSystem } from '@sidelight/shared/map/sync.ts';

/** The sides on which a field is written: both, or the one that does not own it; of what we work out, both. */
export const writtenSides = (field: SyncField): readonly SyncSystem[] =>
  field.direction === 'one_way' ? SyncSystem.options.filter((side) => side !== field.owner) : SyncSystem.options;
