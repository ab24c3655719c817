import { ownValue } from '@sidelight/shared/own-property.ts';
import type { SyncProperty } from '../../sync-port.ts';
import { listed } from '../normalise.ts';
import type { Filter, HubspotCalls } from './calls.ts';
import type { RecordKind } from './kinds.ts';
import { toWire } from './spelling.ts';

/** More than this is nobody's answer to "who is it". */
const MOST = 20;
const OTHER_EMAILS = 'hs_additional_emails';

/** Ids of those with this value. By a unique property at once; any other through the search, which lags. */
export const createFind =
  (calls: HubspotCalls, kind: RecordKind) =>
  async ({ name, type }: SyncProperty, value: string, signal: AbortSignal): Promise<readonly string[]> => {
    const text = toWire(type, value);
    if (!text) return [];
    const search = async (filter: Filter, properties: readonly string[]) =>
      (await calls.search(kind, [filter], 'hs_object_id', properties, MOST, signal)).results;
    if (!kind.unique.includes(name)) {
      const hits = await search({ propertyName: name, operator: 'EQ', value: text }, []);
      return hits.map(({ id }) => id);
    }
    const asked = { properties: ['hs_object_id'], by: name };
    const { results } = await calls.batchRead(kind.path, [text], asked, signal);
    if (results.length > 0 || name !== 'email') return results.map(({ id }) => id);
    // Tokens of an address may be in others' too.
    const filter: Filter = { propertyName: OTHER_EMAILS, operator: 'CONTAINS_TOKEN', value: text };
    const hits = await search(filter, [OTHER_EMAILS]);
    const has = (emails: string | null | undefined) =>
      listed(emails).some((email) => email.toLowerCase() === text.toLowerCase());
    return hits.filter(({ properties }) => has(ownValue(properties, OTHER_EMAILS))).map(({ id }) => id);
  };
