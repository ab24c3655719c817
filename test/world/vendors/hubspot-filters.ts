import { companiesOf, modifiedProperty, type Row, valueIn } from './hubspot-rows.ts';

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
  const [value = ''] = values;
  if (isCompared(operator)) {
    const is = rankIn(row, property);
    return is !== undefined && compare(operator, is, rank(value));
  }
  if (operator === 'EQ' && isTime(property)) return rankIn(row, property) === rank(value);
  if (property === 'associations.company') return values.some((id) => companiesOf(row).includes(id));
  const is = valueIn(row, property);
  if (operator === 'HAS_PROPERTY') return is !== null;
  if (operator === 'NOT_HAS_PROPERTY') return is === null;
  if (is === null) return operator === 'NEQ';
  const has = is.toLowerCase();
  if (operator === 'CONTAINS_TOKEN') return has.split(/[;\s]+/).includes(value.toLowerCase());
  return values.some((one) => has === one.toLowerCase()) === (operator !== 'NEQ');
}

type Compared = 'GT' | 'GTE' | 'LT' | 'LTE';
const isCompared = (operator: Operator): operator is Compared => /^[GL]TE?$/.test(operator);

function compare(operator: Compared, is: number, than: number): boolean {
  if (is === than) return operator.endsWith('E');
  return operator.startsWith('G') === is > than;
}

const isTime = (property: string) => property === 'createdate' || property.endsWith('lastmodifieddate');

/** Times by their milliseconds, ids and numbers as numbers. */
export function rankIn(row: Row, property: string): number | undefined {
  if (property === modifiedProperty(row.kind)) return row.modifiedAtMs;
  if (property === 'hs_object_id') return Number(row.id);
  const value = valueIn(row, property);
  return value === null ? undefined : rank(value);
}

const rank = (value: string): number => (/^-?[\d.]+$/.test(value) ? Number(value) : Date.parse(value));
