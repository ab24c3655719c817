import { ownValue } from '@sidelight/shared/own-property.ts';
import type { SyncProperty, SyncTarget } from '../../sync-port.ts';
import { isUpstreamError } from '../../upstream-error.ts';
import type { SyncApi } from './api.ts';
import { fieldKey, type RecordKind } from './kinds.ts';
import { readByKeys } from './read.ts';
import { toRecord } from './records.ts';
import { toWire } from './spelling.ts';
import { WireExport, WireMany, type WireRecord } from './wire.ts';

/** As a term of a search. Quotes cannot be escaped there. */
export const term = (key: string, value: string) => `${key}:"${value.replaceAll('"', '')}"`;

/** Ids of those with this value. The search's index lags: what was made a moment ago may be missing. */
export const createFind =
  (api: SyncApi, kind: RecordKind): SyncTarget['find'] =>
  async (property, value, signal) => {
    if (property.name === 'external_id') {
      return [...(await readByKeys(api, kind, [value], [], signal)).values()].map(({ id }) => id);
    }
    const found = await candidates(api, kind, property, value, signal);
    // By any of a user's addresses it is found, whichever is the primary one; by an asterisk, by what is none of them.
    if (property.name === 'email' && !value.includes('*')) return found.map(({ id }) => id);
    const isIt = (plain: unknown) => String(plain).toLowerCase() === value.toLowerCase();
    return found
      .map((one) => toRecord(kind, one, [property]))
      .flatMap(({ id, values }) => (isIt(ownValue(values, property.name)) ? [id] : []));
  };

/** More than this is nobody's answer to "who is it". */
const MOST = 20;

async function candidates(
  api: SyncApi,
  kind: RecordKind,
  { name, type }: SyncProperty,
  value: string,
  signal: AbortSignal,
): Promise<readonly WireRecord[]> {
  const written = toWire(type, value);
  if (written.kind !== 'wire') return [];
  const key = fieldKey(kind, name);
  if (kind.one === 'user') {
    const query = term(key ?? name, String(written.value));
    return api.get(WireMany.users, 'users/search', { query }, signal);
  }
  if (name === 'name') return api.get(WireMany.organizations, 'organizations/search', { name: value }, signal);
  // Organisations have no search of their own for other fields.
  if (key === undefined) return [];
  const asked = { 'filter[type]': kind.one, query: term(key, String(written.value)), 'page[size]': String(MOST) };
  try {
    return (await api.get(WireExport, 'search/export', asked, signal)).results;
  } catch (error) {
    // No scope there is lets a token search everything: they are found when everything is compared.
    if (isUpstreamError(error) && error.reason === 'forbidden') return [];
    throw error;
  }
}
