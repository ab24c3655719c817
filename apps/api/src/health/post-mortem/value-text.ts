import type { Value } from '@sidelight/shared/context/value.ts';

/** A value as a post-mortem has it: what it was, with nothing that counts from now. Pure. */
export function valueText(value: Value, locale: string): string {
  const number = (n: number, options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options).format(n);
  switch (value.kind) {
    case 'text':
    case 'tickets':
      return value.text;
    case 'code':
      return value.since === undefined ? value.label : `${value.label} (${day(value.since)})`;
    case 'number':
      return value.of === undefined ? number(value.number) : `${number(value.number)} / ${number(value.of)}`;
    case 'money':
      return [value, ...(value.more ?? [])].map(({ amount, currency }) => `${amount} ${currency}`).join(' + ');
    case 'date':
      // What time it is somewhere is no answer to anything later.
      return value.zone ?? day(value.at);
    case 'trend':
      return value.points.map((point) => number(point)).join(', ');
    case 'issues':
      return value.items.map(({ title }) => title).join(', ') || '0';
  }
}

const day = (at: string): string => at.slice(0, 10);
