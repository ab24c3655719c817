import type { Value } from '@sidelight/shared/context/value.ts';

/** What makes two values the same to somebody who decides by them: not the label, not the age. */
export function valueKey(value: Value): string | number {
  switch (value.kind) {
    case 'code':
      return value.code;
    case 'text':
      return value.text;
    case 'number':
      return value.number;
    case 'money':
      return `${value.amount} ${value.currency}`;
    case 'date':
      return value.at;
    case 'trend':
      return value.points.join();
    case 'issues':
      return value.items.map((item) => item.id).join();
    case 'tickets':
      return value.items.map((item) => item.url).join();
  }
}
