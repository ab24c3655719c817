import { ownValue } from '@sidelight/shared/own-property.ts';
import type { BatchOutcome, SyncCreate, SyncProperty } from '../../sync-port.ts';
import type { HubspotCalls } from './calls.ts';
import { OWN_KEY, type RecordKind } from './kinds.ts';
import { writeBatch } from './write-batch.ts';

/** Made twice by the same key, a record is there once. */
export const createCreate =
  (calls: HubspotCalls, { path }: RecordKind) =>
  (creates: readonly SyncCreate[], properties: readonly SyncProperty[], signal: AbortSignal): Promise<BatchOutcome> =>
    writeBatch(
      creates,
      properties,
      (items) => {
        const inputs = items.map(({ key, properties: to }) => ({
          ...{ idProperty: OWN_KEY, id: key, objectWriteTraceId: key, properties: to },
        }));
        return calls.batchWrite(calls.writePath(path, 'upsert'), inputs, signal);
      },
      (record) => ownValue(record.properties, OWN_KEY),
    );
