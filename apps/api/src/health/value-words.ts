import type { Value } from '@sidelight/shared/context/value.ts';
import type { FieldSpec } from '@sidelight/shared/map/system.ts';
import { say } from '@sidelight/shared/map/text.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';

/** A value as one would say it in a sentence, in any language: a code by the map's word, an amount, a day. */
export function valueWords(value: Value, { values }: Pick<FieldSpec, 'values'>, locale: string): string {
  switch (value.kind) {
    case 'text':
    case 'tickets':
      return value.text;
    case 'code': {
      const known = ownValue(values, value.code);
      return known ? say(known.label, locale) : value.label;
    }
    case 'number':
      return new Intl.NumberFormat(locale).format(value.number);
    case 'money':
      return [value, ...(value.more ?? [])]
        .map(({ amount, currency }) =>
          new Intl.NumberFormat(locale, { style: 'currency', currency }).format(Number(amount)),
        )
        .join(' + ');
    case 'date':
      // What time it is somewhere is no answer to anything later.
      if (value.zone) return value.zone;
      return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(value.at));
    case 'trend':
      return value.points.join(', ');
    case 'issues':
      return value.items.map(({ title }) => title).join(', ');
  }
}
