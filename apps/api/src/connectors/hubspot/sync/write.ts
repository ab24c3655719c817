import type { BatchOutcome, SyncProperty, SyncWrite } from '../../sync-port.ts';
import type { HubspotCalls } from './calls.ts';
import type { RecordKind } from './kinds.ts';
import { writeBatch } from './write-batch.ts';

export const createWrite =
  (calls: HubspotCalls, { path }: RecordKind) =>
  (writes: readonly SyncWrite[], properties: readonly SyncProperty[], signal: AbortSignal): Promise<BatchOutcome> =>
    writeBatch(
      writes.map(({ id, values }) => ({ key: id, values })),
      properties,
      (items) => {
        const inputs = items.map(({ key, properties: to }) => ({ id: key, objectWriteTraceId: key, properties: to }));
        return calls.batchWrite(calls.writePath(path, 'update'), inputs, signal);
      },
      ({ id }) => id,
    );
