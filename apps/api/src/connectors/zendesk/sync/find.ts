import { ownValue } from '@sidelight/shared/own-property.ts';
import type { SyncProperty, SyncTarget } from '../../sync-port.ts';
import type { SyncApi } from './api.ts';
import { fieldKey, type RecordKind } from './kinds.ts';
import { readByKeys } from './read.ts';
import { toRecord } from './records.ts';
import { toWire } from './spelling.ts';
import { WireMany } from './wire.ts';

/** As a term of a search. Quotes cannot be escaped there. */
export const term = (key: string, value: string) => `${key}:"${value.replaceAll('"', '')}"`;

/** Ids of those with this value. The search's index lags: what was made a moment ago may be missing. */
export const createFind =
  (api: SyncApi, kind: RecordKind): SyncTarget['find'] =>
  async (property, value, signal) => {
    if (property.name === 'external_id') {
      return [...(await readByKeys(api, kind, [value], [], signal)).values()].map(({ id }) => id);
    }
    const asked = questionOf(kind, property, value);
    if (!asked) return [];
    const found = await api.get(WireMany[kind.path], `${kind.path}/search`, asked, signal);
    // By any of a user's addresses it is found, whichever is the primary one.
    if (property.name === 'email') return found.map(({ id }) => id);
    const isIt = (plain: unknown) => String(plain).toLowerCase() === value.toLowerCase();
    return found
      .map((one) => toRecord(kind, one, [property]))
      .flatMap(({ id, values }) => (isIt(ownValue(values, property.name)) ? [id] : []));
  };

function questionOf(kind: RecordKind, { name, type }: SyncProperty, value: string): Record<string, string> | undefined {
  if (kind.one === 'organization') return name === 'name' ? { name: value } : undefined;
  const written = toWire(type, value);
  return written.kind === 'wire' ? { query: term(fieldKey(kind, name) ?? name, String(written.value)) } : undefined;
}
