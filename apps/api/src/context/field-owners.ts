import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { SyncField } from '@sidelight/shared/map/sync.ts';
import type { Text } from '@sidelight/shared/map/text.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { syncTwins } from '../map/sync-twins.ts';

/** The CRM's people, support's, or both. */
export type FieldOwner = 'crm' | 'support' | 'both';

/** What an agent is told of it. */
export const fieldOwnerWords: Readonly<Record<FieldOwner, Text>> = {
  crm: { en: 'The CRM owns this: change it there.', de: 'Gehört dem CRM: dort ändern.' },
  support: { en: 'Support owns this: worked out from tickets.', de: 'Gehört dem Support: aus Tickets errechnet.' },
  both: { en: 'CRM and support both own this.', de: 'Gehört CRM und Support.' },
};

/** Whose the fields of cards are to change, by field, as far as sync keeps them. Pure. */
export function fieldOwnersOf({
  sync,
  systems,
}: Pick<IntegrationMap, 'sync' | 'systems'>): ReadonlyMap<string, FieldOwner> {
  const owners = new Map<string, FieldOwner>();
  if (!sync) return owners;
  for (const { fields, reads } of Object.values(systems))
    for (const [id, { from }] of Object.entries(fields))
      if (ownValue(reads, from)?.about === 'support') owners.set(id, 'support');
  for (const { shown, object, field } of systems.crm ? syncTwins(systems.crm, sync) : []) {
    const declared = ownValue(ownValue(sync.objects, object)?.fields ?? {}, field);
    if (declared) owners.set(shown, fieldOwnerOf(declared));
  }
  return owners;
}

function fieldOwnerOf(field: SyncField): FieldOwner {
  if (field.direction === 'two_way') return 'both';
  return field.direction === 'one_way' && field.owner === 'crm' ? 'crm' : 'support';
}
