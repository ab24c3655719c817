import { propertiesAt, type Sync } from '@sidelight/shared/map/sync.ts';
import type { Read, SystemSpec } from '@sidelight/shared/map/system.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';

/** A field of a card and a field of sync that read one property of the CRM. */
export interface SyncTwin {
  /** Of the CRM's file. */
  readonly shown: string;
  readonly object: string;
  readonly field: string;
}

/** The reads of the CRM that answer with records of a kind. */
const ABOUT: Readonly<Record<string, readonly Read['about'][]>> = {
  contact: ['requester'],
  company: ['account', 'domain'],
};

/** Pure. Only plain properties are seen: what is worked out is another value. */
export const syncTwins = (crm: SystemSpec, sync: Pick<Sync, 'objects'>): readonly SyncTwin[] =>
  pairs(crm, sync, (value, property) => /^(?:properties\.)?(\w+)$/.exec(value.trim())?.[1] === property);

/** Pure. The same, and each field of a card that makes anything of the property: whom it is kept from, that is, too. */
export const syncMentions = (crm: SystemSpec, sync: Pick<Sync, 'objects'>): readonly SyncTwin[] =>
  pairs(crm, sync, (value, property) => [...value.matchAll(/\w+/g)].some(([word]) => word === property));

function pairs(
  crm: SystemSpec,
  { objects }: Pick<Sync, 'objects'>,
  isOf: (value: string, property: string) => boolean,
): readonly SyncTwin[] {
  return Object.entries(objects).flatMap(([object, { fields }]) =>
    Object.entries(crm.fields).flatMap(([shown, { from, value }]) => {
      const about = ownValue(crm.reads, from)?.about;
      if (about === undefined || !ownValue(ABOUT, object)?.includes(about)) return [];
      return Object.entries(fields).flatMap(([field, { at }]) =>
        propertiesAt(at.crm).some((property) => isOf(value, property)) ? [{ shown, object, field }] : [],
      );
    }),
  );
}
