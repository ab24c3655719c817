import type { SyncObject } from '@sidelight/shared/map/sync.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Path } from '../../map-file.ts';
import { choose, type Desk } from '../desk.ts';

/** A field that takes another's place can hold what that one held, and nothing rests on the old one any more. */
export function checkReplaced({ fault }: Desk, path: Path, { fields, match, making }: SyncObject): void {
  const users = Map.groupBy(Object.entries(fields), ([, { replaces }]) => replaces ?? '');
  for (const [id, field] of Object.entries(fields)) {
    if (field.replaces === undefined) continue;
    const at = [...path, 'fields', id, 'replaces'];
    const old = ownValue(fields, field.replaces);
    if (!old || field.replaces === id) {
      fault(at, `no other field ${field.replaces} here; ${choose(Object.keys(fields).filter((one) => one !== id))}`);
      continue;
    }
    if (users.get(field.replaces)?.[0]?.[0] !== id)
      fault(at, `${field.replaces} is replaced already; let one field take its place`);
    if (old.replaces !== undefined)
      fault(at, `${field.replaces} takes the place of ${old.replaces} itself; remove that one first`);
    if (field.direction === 'computed' || old.direction === 'computed')
      fault(at, 'a computed field fills itself; remove replaces');
    if (old.type !== field.type)
      fault(at, `a ${old.type} does not become a ${field.type} by itself; write type: ${old.type}`);
    const known = field.values;
    const missing = known ? Object.keys(old.values ?? {}).filter((code) => !Object.hasOwn(known, code)) : [];
    if (missing.length > 0) fault(at, `${missing.join(', ')} would be lost; add it to the values of this field`);
    const used = [...match, ...making.needs].includes(field.replaces);
    if (used) fault(at, `records are found or made by ${field.replaces}, which is read no more; name ${id} there`);
  }
}
