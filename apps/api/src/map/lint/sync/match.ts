import type { SyncObject, SyncType } from '@sidelight/shared/map/sync.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Path } from '../../map-file.ts';
import { choose, type Desk } from '../desk.ts';

/** Kinds of values that can stand for one record. */
const TELLING: readonly SyncType[] = ['email', 'phone', 'text', 'reference'];

/** A record is found on the other side by what both sides hold alike, and few share. */
export function checkMatch({ fault }: Desk, path: Path, { match, fields }: SyncObject): void {
  const canMatch = Object.entries(fields).flatMap(([id, field]) =>
    TELLING.includes(field.type) && field.transform === undefined ? [id] : [],
  );
  const seen = new Set<string>();
  for (const [i, id] of match.entries()) {
    const at = [...path, 'match', i];
    const field = ownValue(fields, id);
    if (seen.has(id)) fault(at, `${id} is named already; name it once`);
    seen.add(id);
    if (!field) fault(at, `no field ${id} here, so no record would be found by it; ${choose(canMatch)}`);
    else if (field.transform !== undefined)
      fault(at, `${id} is another value on each side, for it is transformed; ${choose(canMatch)}`);
    else if (!TELLING.includes(field.type))
      fault(at, `many records have the same ${id}, and the wrong ones would be joined; ${choose(canMatch)}`);
  }
}
