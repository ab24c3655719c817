import { ownValue } from '@sidelight/shared/own-property.ts';
import type { KnownRecord } from '../../store/sync-overview.ts';
import type { DeskFields, Reader } from './fields-of.ts';

/** Which record it is, by the fields its two sides find each other by; undefined where none of them may be shown. */
export function titleOf(
  fields: DeskFields,
  object: string,
  record: KnownRecord | undefined,
  reader: Reader,
): string | undefined {
  for (const { id } of fields.object(object)?.match ?? []) {
    const state = record && ownValue(record.fields, id);
    const value = state?.left.holds ?? state?.right.holds;
    if (typeof value === 'string' && value !== '' && fields.mayShow(object, id, reader)) return value;
  }
  return undefined;
}
