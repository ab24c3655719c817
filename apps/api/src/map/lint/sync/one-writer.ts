import { propertiesAt, type SyncObject, SyncSystem } from '@sidelight/shared/map/sync.ts';
import type { Path } from '../../map-file.ts';
import { writtenSides } from '../../written-sides.ts';
import type { Desk } from '../desk.ts';

/** A property that one field writes is no other field's: they would overwrite each other, or go round in a circle. */
export function checkOneWriter({ fault }: Desk, path: Path, { fields }: SyncObject): void {
  for (const side of SyncSystem.options) {
    const uses = Object.entries(fields).flatMap(([id, field]) =>
      propertiesAt(field.at[side]).map((property) => [id, field, property] as const),
    );
    for (const [property, users] of Map.groupBy(uses, ([, , name]) => name)) {
      const writer = users.find(([, field]) => writtenSides(field).includes(side));
      if (!writer || users.length === 1) continue;
      for (const [id, field] of users) {
        if (id === writer[0]) continue;
        const does = writtenSides(field).includes(side)
          ? 'the two would overwrite each other for ever'
          : 'what the one writes the other would carry on';
        fault(
          [...path, 'fields', id, 'at', side],
          `${property} is written by ${writer[0]} already, and ${does}; name another property, or keep one of the fields`,
        );
      }
    }
  }
}
