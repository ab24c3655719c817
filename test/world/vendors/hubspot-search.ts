import { type Answer, ok } from './answer.ts';
import type { HubspotCrm } from './hubspot-crm.ts';
import { invalid } from './hubspot-errors.ts';
import { type Filter, fits, isOperator, rankIn } from './hubspot-filters.ts';
import { hubspotObject } from './hubspot-objects.ts';
import type { HubspotKind } from './hubspot-properties.ts';
import { type Row, valueIn } from './hubspot-rows.ts';
import { recordOf } from './record-of.ts';

interface Search {
  /** A record fits when all filters of one group do. */
  readonly groups: readonly (readonly Filter[])[];
  /** Words that are looked for in what the vendor searches by itself. */
  readonly words: readonly string[];
  readonly properties: readonly string[];
  readonly sort: { readonly property: string; readonly isDescending: boolean } | undefined;
  readonly limit: number;
  readonly after: number;
}

const MAX_GROUPS = 5;
const MAX_FILTERS = 6;
const MAX_PAGE = 200;
const MAX_RESULTS = 10_000;
const MAX_QUERY = 3000;

export function search(crm: HubspotCrm, kind: HubspotKind, body: unknown): Answer {
  const asked = readSearch(body, (name) => crm.property(kind, name) !== undefined || isTie(name));
  if (typeof asked === 'string') return invalid(asked);
  const seen = crm.now() - crm.switches.indexLagMs;
  const found = candidates(crm, kind, asked.groups).filter(
    (row) =>
      (crm.switches.indexLagMs === 0 || row.modifiedAtMs <= seen) &&
      (asked.groups.length === 0 || asked.groups.some((group) => group.every((filter) => fits(row, filter)))) &&
      hasWords(kind, row, asked.words),
  );
  const sorted = asked.sort ? sortedBy(found, asked.sort) : found;
  const end = asked.after + asked.limit;
  return ok({
    total: sorted.length,
    results: sorted.slice(asked.after, end).map((row) => hubspotObject(crm, row, { properties: asked.properties })),
    ...(end < sorted.length ? { paging: { next: { after: String(end) } } } : {}),
  });
}

/** https://developers.hubspot.com/docs/api-reference/2026-03/crm/search-the-crm: default searchable properties. */
const searchedByText: Readonly<Partial<Record<HubspotKind, readonly string[]>>> = {
  contacts: ['firstname', 'lastname', 'email', 'phone', 'company', 'hs_additional_emails'],
  companies: ['name', 'domain', 'website', 'phone'],
};

/** Every word begins one of the record's. */
function hasWords(kind: HubspotKind, row: Row, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = (searchedByText[kind] ?? []).map((name) => valueIn(row, name) ?? '').join(' ');
  const has = wordsOf(text);
  return words.every((word) => has.some((one) => one.startsWith(word)));
}

const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

const lookedUpBy = ['email', 'hs_additional_emails', 'domain', 'hs_additional_domains'];

/** Where every group asks for a value records are looked up by, only those; else all there are. */
function candidates(crm: HubspotCrm, kind: HubspotKind, groups: Search['groups']): readonly Row[] {
  const keys = groups.map((group) =>
    group.find(
      ({ property, operator }) => lookedUpBy.includes(property) && ['EQ', 'IN', 'CONTAINS_TOKEN'].includes(operator),
    ),
  );
  if (keys.length === 0 || keys.some((key) => key === undefined)) return crm.all(kind);
  const rows = keys.flatMap((key) => key?.values.flatMap((value) => crm.having(kind, key.property, value)) ?? []);
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

function sortedBy(rows: readonly Row[], { property, isDescending }: NonNullable<Search['sort']>): Row[] {
  const keyed = rows.map((row) => ({ row, key: rankIn(row, property) ?? 0 }));
  keyed.sort((a, b) => (isDescending ? b.key - a.key : a.key - b.key));
  return keyed.map(({ row }) => row);
}

/** What a record is of is no property, and is searched by like one. */
const isTie = (name: string) => name === 'associations.company';

/** Reads a search as the vendor does; text says what is wrong with it. */
function readSearch(body: unknown, isKnown: (name: string) => boolean): Search | string {
  const asked = recordOf(body);
  if (!asked || !Array.isArray(asked.filterGroups)) return 'Invalid input JSON: filterGroups is required';
  if (asked.filterGroups.length > MAX_GROUPS) return `filterGroups: at most ${MAX_GROUPS} are allowed`;
  const limit = asked.limit ?? 10;
  if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 0 || limit > MAX_PAGE) {
    return `limit must be between 0 and ${MAX_PAGE}`;
  }
  const after = Number(asked.after ?? 0);
  if (!Number.isInteger(after) || after < 0) return 'after must be a number';
  if (after + limit > MAX_RESULTS) return `a search ends at ${MAX_RESULTS} results`;
  const groups: Filter[][] = [];
  for (const group of asked.filterGroups) {
    const list = recordOf(group)?.filters;
    if (!Array.isArray(list) || list.length === 0 || list.length > MAX_FILTERS) {
      return `a group holds between 1 and ${MAX_FILTERS} filters`;
    }
    const filters = list.map((filter) => readFilter(filter, isKnown));
    const wrong = filters.find((filter) => typeof filter === 'string');
    if (wrong !== undefined) return wrong;
    groups.push(filters.filter((filter) => typeof filter !== 'string'));
  }
  const sort = readSort(asked.sorts, isKnown);
  if (typeof sort === 'string') return sort;
  const properties = Array.isArray(asked.properties) ? asked.properties.map(String) : [];
  const query = asked.query ?? '';
  if (typeof query !== 'string' || query.length > MAX_QUERY) return `query: a text of at most ${MAX_QUERY} characters`;
  return { groups, words: wordsOf(query), properties, sort, limit, after };
}

function readFilter(given: unknown, isKnown: (name: string) => boolean): Filter | string {
  const { propertyName: property, operator, value, values } = recordOf(given) ?? {};
  if (!isOperator(operator)) return `operator ${String(operator)} is not one of this world`;
  if (typeof property !== 'string' || !isKnown(property)) {
    return `There was a problem with the request: property ${String(property)} does not exist`;
  }
  if (operator === 'IN') {
    if (!Array.isArray(values) || values.length === 0) return 'operator IN requires values';
    return { property, operator, values: values.map(String) };
  }
  if (operator.endsWith('HAS_PROPERTY')) return { property, operator, values: [] };
  if (typeof value !== 'string' || value === '') return `operator ${operator} requires a value`;
  return { property, operator, values: [value] };
}

/** One sort: a name, or an object that says which way, also as text. */
function readSort(sorts: unknown, isKnown: (name: string) => boolean): Search['sort'] | string {
  if (!Array.isArray(sorts) || sorts.length === 0) return undefined;
  if (sorts.length > 1) return 'only one sort is allowed';
  const [one] = sorts;
  const { propertyName = one, direction } = recordOf(one) ?? {};
  const name = String(propertyName);
  const property = name.replace(/^-/, '');
  if (!isKnown(property)) return `property ${property} does not exist`;
  return { property, isDescending: name.startsWith('-') || direction === 'DESCENDING' };
}
