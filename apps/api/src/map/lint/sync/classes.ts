import { placeText, type Sync } from '@sidelight/shared/map/sync.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { syncTwins } from '../../sync-twins.ts';
import type { Desk } from '../desk.ts';

/** What is read from the same property is of the same class, or one way of showing it masks what the other tells. */
export function checkClasses({ map, fault }: Desk, { objects }: Sync): void {
  const crm = ownValue(map.systems, 'crm');
  if (!crm) return;
  for (const { shown, object, field: id } of syncTwins(crm, { objects })) {
    const [field, card] = [ownValue(ownValue(objects, object)?.fields ?? {}, id), ownValue(crm.fields, shown)];
    if (field && card && field.class !== card.class)
      fault(
        ['objects', object, 'fields', id, 'class'],
        `${placeText(field.at.crm)} is ${field.class} here and ${card.class} as ${shown} in systems/crm.yaml, so one would show what the other masks; write the same class in both`,
      );
  }
}
