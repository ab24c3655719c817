import { placeText, propertiesAt, type SyncField, type SyncObject, SyncSystem } from '@sidelight/shared/map/sync.ts';
import type { Path } from '../../map-file.ts';
import type { Desk } from '../desk.ts';

/** A name in two parts can be joined and split, and whoever belongs to a company can be put into another. */
export function checkPlaces(desk: Desk, path: Path, object: SyncObject): void {
  for (const [id, field] of Object.entries(object.fields)) {
    checkParts(desk, [...path, 'fields', id], object, id, field);
    checkMember(desk, [...path, 'fields', id], object, field);
  }
}

function checkParts({ fault }: Desk, path: Path, { match }: SyncObject, id: string, { at, type }: SyncField): void {
  const split = SyncSystem.options.filter((side) => typeof at[side] !== 'string');
  const [side] = split;
  if (side === undefined) return;
  const place = [...path, 'at', side];
  if (type !== 'name') fault(place, `a ${type} is one value; name one property, or write type: name`);
  if (split.length > 1) fault(place, 'both sides keep it in two; make two fields of it, each of type text');
  if (new Set(propertiesAt(at[side])).size < 2) fault(place, 'is the same property twice; name the one of each part');
  if (match.includes(id))
    fault(place, `no record can be looked for by ${placeText(at[side])} together; take ${id} out of match`);
}

function checkMember({ map, fault }: Desk, path: Path, { making }: SyncObject, field: SyncField): void {
  const { of, at, type, nulls } = field;
  if (of === undefined) return;
  if (type !== 'reference') fault([...path, 'of'], `a ${type} names no record; write type: reference, or remove it`);
  if (!map.sync || !Object.hasOwn(map.sync.objects, of))
    fault([...path, 'of'], `no ${of} is kept in sync, so none would have a partner; declare it, or remove the field`);
  if (field.direction !== 'one_way' || field.owner !== 'crm')
    fault(path, 'only the CRM says who belongs where; write owner: crm');
  if (nulls === 'propagate')
    fault([...path, 'nulls'], 'nobody is taken out of an organization; write nulls: keep, or leave it out');
  if (field.transform !== undefined)
    fault([...path, 'transform'], 'an id that is changed is the id of another record; remove the transform');
  const { company } = making;
  if (company && SyncSystem.options.some((side) => at[side] !== company[side]))
    fault(
      [...path, 'at'],
      `a new record is put into the company by ${company.crm} and ${company.helpdesk}; name the same properties here`,
    );
}
