import type { SyncType } from '@sidelight/shared/map/sync.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';

/** What a property can be in the map by HubSpot's `type`, the likeliest first. */
const byType: Readonly<Record<string, readonly SyncType[]>> = {
  string: ['text', 'name', 'email', 'phone', 'picklist', 'reference', 'time_zone', 'language', 'country', 'number'],
  phone_number: ['phone', 'text'],
  number: ['number', 'money', 'reference', 'text'],
  bool: ['boolean', 'picklist', 'text'],
  date: ['date'],
  datetime: ['instant', 'date'],
  enumeration: ['picklist', 'boolean', 'country', 'language', 'time_zone', 'reference', 'text', 'name'],
  json: [],
  object_coordinates: [],
};
/** A box is ticked or not; a list of them holds several values. */
const byFieldType: Readonly<Record<string, readonly SyncType[]>> = {
  checkbox: ['multi_select', 'text'],
  booleancheckbox: ['boolean', 'picklist', 'text'],
  phonenumber: ['phone', 'text', 'name', 'reference'],
};

/** Undefined for a type that HubSpot has come up with since. */
export const typesOf = (type: string, fieldType: string): readonly SyncType[] | undefined =>
  ownValue(byFieldType, fieldType) ?? ownValue(byType, type);
