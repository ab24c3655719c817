import { ownValue } from '@sidelight/shared/own-property.ts';
import type { SyncTarget } from '../../sync-port.ts';
import type { HubspotCalls } from './calls.ts';
import { OWN_KEY, type RecordKind } from './kinds.ts';
import { recordFrom } from './records.ts';

/** Read at once, not searched: what was made a moment ago is found. */
export const createMade =
  (calls: HubspotCalls, { path }: RecordKind, ownId: string | undefined): SyncTarget['made'] =>
  async (keys, properties, signal) => {
    if (keys.length === 0) return {};
    const asked = { properties: [...properties.map(({ name }) => name), OWN_KEY], by: OWN_KEY };
    const { results } = await calls.batchRead(path, keys, asked, signal);
    return Object.fromEntries(
      results.flatMap((wire) => {
        const key = ownValue(wire.properties, OWN_KEY);
        return typeof key === 'string' ? [[key, recordFrom(wire, properties, ownId)] as const] : [];
      }),
    );
  };
