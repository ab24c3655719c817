import { recordOf } from './record-of.ts';

type Search =
  | {
      readonly ok: true;
      readonly filters: readonly { readonly property: string; readonly values: readonly string[] }[];
      readonly properties: readonly string[];
      readonly limit: number;
    }
  | { readonly ok: false; readonly message: string };

/** Reads a search: groups are joined by OR, and here a group may hold one EQ or IN filter. */
export function readSearch(body: unknown): Search {
  const asked = recordOf(body);
  const groups = Array.isArray(asked?.filterGroups) ? asked.filterGroups : [];
  const limit = typeof asked?.limit === 'number' ? asked.limit : 10;
  if (limit > 200) return { ok: false, message: 'limit must be at most 200' };
  const filters = [];
  for (const group of groups) {
    const list = recordOf(group)?.filters;
    const filter = Array.isArray(list) && list.length === 1 ? recordOf(list[0]) : undefined;
    const { propertyName, operator, value, values } = filter ?? {};
    if (typeof propertyName !== 'string' || (operator !== 'EQ' && operator !== 'IN')) {
      return { ok: false, message: 'This world answers groups of one EQ or IN filter' };
    }
    filters.push({ property: propertyName, values: Array.isArray(values) ? values.map(String) : [String(value)] });
  }
  return {
    ok: true,
    filters,
    limit,
    properties: Array.isArray(asked?.properties) ? asked.properties.map(String) : [],
  };
}
