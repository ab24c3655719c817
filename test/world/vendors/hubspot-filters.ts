import { type Row, valueIn } from './hubspot-rows.ts';

const operators = [
  'EQ',
  'NEQ',
  'IN',
  'CONTAINS_TOKEN',
  'GT',
  'GTE',
  'LT',
  'LTE',
  'HAS_PROPERTY',
  'NOT_HAS_PROPERTY',
] as const;
type Operator = (typeof operators)[number];
export const isOperator = (text: unknown): text is Operator => operators.some((operator) => operator === text);

export interface Filter {
  readonly property: string;
  readonly operator: Operator;
  readonly values: readonly string[];
}

/** Whether a record is one the filter lets through. */
export function fits(row: Row, { property, operator, values }: Filter): boolean {
  const is = valueIn(row, property);
  if (operator === 'HAS_PROPERTY') return is !== null;
  if (operator === 'NOT_HAS_PROPERTY') return is === null;
  if (is === null) return operator === 'NEQ';
  const [value = ''] = values;
  switch (operator) {
    case 'EQ':
    case 'IN':
      return values.some((one) => isEqual(property, is, one));
    case 'NEQ':
      return !isEqual(property, is, value);
    case 'CONTAINS_TOKEN':
      return is
        .toLowerCase()
        .split(/[;\s]+/)
        .includes(value.toLowerCase());
    case 'GT':
      return rank(property, is) > rank(property, value);
    case 'GTE':
      return rank(property, is) >= rank(property, value);
    case 'LT':
      return rank(property, is) < rank(property, value);
    case 'LTE':
      return rank(property, is) <= rank(property, value);
  }
}

const isEqual = (property: string, a: string, b: string) =>
  isTime(property) ? rank(property, a) === rank(property, b) : a.toLowerCase() === b.toLowerCase();

const isTime = (property: string) => property === 'createdate' || property.endsWith('lastmodifieddate');

/** Times are compared by their milliseconds, ids and numbers as numbers. */
export function rank(property: string, value: string): number {
  if (isTime(property) && !/^\d+$/.test(value)) return Date.parse(value);
  return Number(value);
}
