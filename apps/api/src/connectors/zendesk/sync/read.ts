import type { SyncProperty, SyncRecord, SyncTarget } from '../../sync-port.ts';
import { isId, type SyncApi } from './api.ts';
import type { RecordKind } from './kinds.ts';
import { toRecord } from './records.ts';
import { WireMany } from './wire.ts';

/** Records by their ids, a hundred at most. A merged one is not there, and nothing says into which. */
export const createRead =
  (api: SyncApi, kind: RecordKind): SyncTarget['read'] =>
  async (ids, properties, signal) => {
    const known = ids.filter(isId);
    if (known.length === 0) return { records: [], alias: {} };
    const found = await api.get(WireMany[kind.path], `${kind.path}/show_many`, { ids: known.join(',') }, signal);
    return {
      records: found.filter(({ active }) => active !== false).map((one) => toRecord(kind, one, properties)),
      alias: {},
    };
  };

/** The same by our keys, which they keep as external ids; case does not count there. By the key in lower case. */
export async function readByKeys(
  api: SyncApi,
  kind: RecordKind,
  keys: readonly string[],
  properties: readonly SyncProperty[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, SyncRecord>> {
  if (keys.length === 0) return new Map();
  const asked = { external_ids: keys.join(',') };
  const found = await api.get(WireMany[kind.path], `${kind.path}/show_many`, asked, signal);
  return new Map(
    found.flatMap((one) => {
      const key = one.external_id;
      return typeof key === 'string' ? [[key.toLowerCase(), toRecord(kind, one, properties)] as const] : [];
    }),
  );
}

export const createMade =
  (api: SyncApi, kind: RecordKind): SyncTarget['made'] =>
  async (keys, properties, signal) => {
    const found = await readByKeys(api, kind, keys, properties, signal);
    return Object.fromEntries(
      keys.flatMap((key) => {
        const record = found.get(key.toLowerCase());
        return record && !record.isDeleted ? [[key, record] as const] : [];
      }),
    );
  };
