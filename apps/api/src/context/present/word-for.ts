import type { FieldSpec } from '@sidelight/shared/map/system.ts';
import { say } from '@sidelight/shared/map/text.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';

/** What the map calls a code of a field; undefined where it has no word for it. */
export function wordFor(values: FieldSpec['values'], code: string, locale: string): string | undefined {
  const known = ownValue(values, code);
  return known && say(known.label, locale);
}
