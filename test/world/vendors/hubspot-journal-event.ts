import type { CrmEvent } from './hubspot-crm.ts';
import type { HubspotKind } from './hubspot-properties.ts';

/** What the journal calls each kind of record. */
export const objectTypes: Partial<Record<HubspotKind, string>> = { contacts: '0-1', companies: '0-2', deals: '0-3' };

const ACTIONS = {
  ...{ creation: 'CREATE', propertyChange: 'UPDATE', deletion: 'DELETE', merge: 'MERGE' },
  ...{ associationChange: 'ASSOCIATION_ADDED', privacyDeletion: 'GDPR_DELETE' },
} as const satisfies Record<CrmEvent['what'], string>;

export const actionOf = ({ what }: CrmEvent) => ACTIONS[what];

/** One event as a file has it; undefined for a record of which the journal tells nothing. */
export function journalEvent(event: CrmEvent, portalId: number, atMs: number): object | undefined {
  const objectTypeId = objectTypes[event.kind];
  if (objectTypeId === undefined) return undefined;
  const common = { portalId, occurredAt: new Date(atMs).toISOString(), action: actionOf(event) };
  const objectId = Number(event.id);
  switch (event.what) {
    case 'associationChange':
      return {
        ...{ type: 'association', ...common, fromObjectTypeId: objectTypeId, fromObjectId: objectId },
        ...{ toObjectTypeId: objectTypes.companies, toObjectId: Number(event.to) },
        ...{ associationTypeId: 279, associationCategory: 'HUBSPOT_DEFINED', isPrimary: false },
      };
    case 'propertyChange':
      return {
        type: 'crmObject',
        ...common,
        objectTypeId,
        objectId,
        propertyChanges: { [event.property]: event.value },
      };
    case 'merge':
      return { type: 'crmObject', ...common, objectTypeId, objectId, mergedObjectIds: [Number(event.merged)] };
    case 'privacyDeletion':
      return { type: 'gdprPrivacyDeletion', ...common, objectTypeId, objectId };
    default:
      return { type: 'crmObject', ...common, objectTypeId, objectId };
  }
}
