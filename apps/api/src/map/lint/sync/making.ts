import { propertiesAt, type SyncObject } from '@sidelight/shared/map/sync.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Path } from '../../map-file.ts';
import { choose, type Desk } from '../desk.ts';

/** A new record gets what it needs, and can be found again by the next who looks for it. */
export function checkMaking({ fault, warn }: Desk, path: Path, { create, match, making, fields }: SyncObject): void {
  for (const [i, id] of making.needs.entries())
    if (!ownValue(fields, id))
      fault(
        [...path, 'making', 'needs', i],
        `no field ${id} here, so nothing would ever be made; ${choose(Object.keys(fields))}`,
      );
  if (create.length > 0 && !match.some((id) => making.needs.includes(id)))
    warn(
      [...path, 'making'],
      `a record could be made without ${match.join(' or ')}, and nobody could tell whether it is there already; put one of them under needs`,
    );
  for (const [side, properties] of Object.entries(making.given))
    for (const property of Object.keys(properties))
      if (
        Object.values(fields).some(({ at }) => propertiesAt(at[side === 'crm' ? 'crm' : 'helpdesk']).includes(property))
      )
        fault(
          [...path, 'making', 'given', side, property],
          `${property} is a field here, and is written as one; remove it from given, and put the field under needs`,
        );
}
