import { iso } from '../company/clock.ts';
import type { HubspotCrm } from './hubspot-crm.ts';
import { type HubspotKind, hubspotKinds } from './hubspot-properties.ts';
import {
  companiesOf,
  historyOf,
  modifiedProperty,
  primaryCompanyOf,
  type Row,
  type Version,
  valueIn,
} from './hubspot-rows.ts';

const byDefault: Readonly<Record<HubspotKind, readonly string[]>> = {
  contacts: ['email', 'firstname', 'lastname'],
  companies: ['name', 'domain'],
  deals: ['dealname', 'dealstage', 'pipeline'],
  notes: [],
  calls: [],
  meetings: [],
};

/** What is asked about a record beside its id. */
export interface Asked {
  readonly properties: readonly string[];
  readonly history?: readonly string[];
  /** Kinds whose ids are wanted beside it. */
  readonly with?: readonly string[];
}

/**
 * Only what was asked for, plus the three the vendor always adds. A property that is known and
 * empty answers null, a name it does not know is left out without a word.
 */
export function hubspotObject(crm: HubspotCrm, row: Row, { properties, history = [], with: wanted = [] }: Asked) {
  const known = (name: string) => crm.property(row.kind, name) !== undefined;
  const asked = properties.length === 0 && history.length === 0 ? byDefault[row.kind] : [...properties, ...history];
  const names = ['createdate', modifiedProperty(row.kind), 'hs_object_id', ...asked].filter(known);
  return {
    id: row.id,
    createdAt: iso(row.createdAtMs),
    updatedAt: iso(row.modifiedAtMs),
    archived: false,
    properties: Object.fromEntries(names.map((name) => [name, valueIn(row, name)])),
    ...(history.length > 0
      ? {
          propertiesWithHistory: Object.fromEntries(
            history.filter(known).map((name) => [name, historyOf(row, name).map(versionObject)]),
          ),
        }
      : {}),
    ...associationsOf(crm, row, wanted),
  };
}

const versionObject = ({ value, atMs, sourceType, sourceId, userId, label }: Version) => ({
  ...{ value, timestamp: iso(atMs), sourceType, sourceId },
  ...(userId === undefined ? {} : { updatedByUserId: userId }),
  ...(label === undefined ? {} : { sourceLabel: label }),
});

/** A page of them; there is no parameter for the next. */
const MAX_ASSOCIATIONS = 100;

function associationsOf(crm: HubspotCrm, row: Row, wanted: readonly string[]) {
  const kinds = hubspotKinds.filter((kind) => wanted.includes(kind));
  const found = kinds.map((kind) => [kind, tiesOf(crm, row, kind)] as const).filter(([, all]) => all.length > 0);
  if (found.length === 0) return {};
  return { associations: Object.fromEntries(found.map(([kind, all]) => [kind, pageOf(row, kind, all)])) };
}

/** Of a contact its companies; of a company what names it. */
function tiesOf(crm: HubspotCrm, row: Row, kind: HubspotKind) {
  if (kind === 'companies') return companiesOf(row).flatMap((id) => associationOf(row, id));
  if (row.kind !== 'companies') return [];
  const own = crm.all(kind).filter((other) => companiesOf(other).includes(row.id));
  return own.map(({ id }) => ({ id, type: `company_to_${kind.slice(0, -1)}` }));
}

function pageOf(row: Row, kind: HubspotKind, all: readonly { readonly id: string; readonly type: string }[]) {
  const results = all.slice(0, MAX_ASSOCIATIONS);
  if (all.length === results.length) return { results };
  const link = `https://api.hubapi.com/crm/objects/2026-03/${row.kind}/${row.id}/associations/${kind}`;
  return { results, paging: { next: { after: results.at(-1)!.id, link } } };
}

/** The primary company is listed twice: once as primary, once as any other. */
const associationOf = (row: Row, id: string) => [
  ...(primaryCompanyOf(row) === id ? [{ id, type: 'contact_to_company' }] : []),
  { id, type: 'contact_to_company_unlabeled' },
];
