import { recordOf } from './record-of.ts';

interface Filter {
  readonly property: string;
  readonly operator: 'EQ' | 'IN' | 'CONTAINS_TOKEN';
  readonly values: readonly string[];
}

type Search =
  | {
      readonly ok: true;
      readonly filters: readonly Filter[];
      readonly properties: readonly string[];
      readonly limit: number;
      readonly after: number;
    }
  | { readonly ok: false; readonly message: string };

const MAX_GROUPS = 5;
const MAX_RESULTS = 200;

const refuse = (message: string): Search => ({ ok: false, message });

/** Reads a search as the vendor does: groups are joined by OR, and here a group may hold one filter. */
export function readSearch(body: unknown, searchable: readonly string[]): Search {
  const asked = recordOf(body);
  if (!asked || !Array.isArray(asked.filterGroups)) return refuse('Invalid input JSON: filterGroups is required');
  if (asked.filterGroups.length > MAX_GROUPS) return refuse(`filterGroups: at most ${MAX_GROUPS} are allowed`);
  const limit = asked.limit ?? 10;
  if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 0 || limit > MAX_RESULTS) {
    return refuse(`limit must be between 0 and ${MAX_RESULTS}`);
  }
  const after = Number(asked.after ?? 0);
  if (!Number.isInteger(after) || after < 0) return refuse('after must be a number');
  const filters: Filter[] = [];
  for (const group of asked.filterGroups) {
    const list = recordOf(group)?.filters;
    const filter = Array.isArray(list) && list.length === 1 ? recordOf(list[0]) : undefined;
    const { propertyName: property, operator, value, values } = filter ?? {};
    if (operator !== 'EQ' && operator !== 'IN' && operator !== 'CONTAINS_TOKEN') {
      return refuse('This world answers groups of one EQ, IN or CONTAINS_TOKEN filter');
    }
    if (typeof property !== 'string' || !searchable.includes(property)) {
      return refuse(`There was a problem with the request: property ${String(property)} does not exist`);
    }
    const isList = operator === 'IN';
    if (isList ? !Array.isArray(values) || values.length === 0 : typeof value !== 'string' || value === '') {
      return refuse(`operator ${operator} requires ${isList ? 'values' : 'a value'}`);
    }
    // Checked just above.
    filters.push({ property, operator, values: isList ? (values as unknown[]).map(String) : [String(value)] });
  }
  const properties = Array.isArray(asked.properties) ? asked.properties.map(String) : [];
  return { ok: true, filters, properties, limit, after };
}
