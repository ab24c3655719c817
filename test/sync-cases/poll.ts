import type { FieldCodec } from '../../apps/api/src/sync/codec.ts';
import type { FieldState } from '../../apps/api/src/sync/field-state.ts';
import { fieldOf, type LinkedRecord } from '../../apps/api/src/sync/linked-record.ts';
import type { SyncTransaction } from '../../apps/api/src/sync/ports.ts';
import { receive } from '../../apps/api/src/sync/receive.ts';
import type { Clocks } from '../../apps/api/src/sync/rule.ts';
import { requireTenant } from '../../apps/api/src/tenants/tenant-id.ts';
import type { CaseEvent } from './case.ts';
import { unspell } from './spelled.ts';

/** What the engine makes of a record that was read: its field afterwards. */
export async function pollWith(
  codec: FieldCodec,
  state: FieldState,
  { side, value, version }: Extract<CaseEvent, { kind: 'poll' }>,
  atMs: number,
  clocks: Clocks,
): Promise<FieldState> {
  let record: LinkedRecord = { id: 'r', left: '1', right: '2', hold: undefined, fields: { one: state } };
  // As much of a transaction as receiving one record needs.
  const tx = {
    bySide: async (_: unknown, ids: readonly string[]) => (ids.includes(record[side]) ? [record] : []),
    save: async ([saved]: readonly LinkedRecord[]) => {
      record = saved ?? record;
    },
    ...{ open: async () => {}, close: async () => {}, count: async () => {}, bury: async () => {} },
    tell: async () => {},
  };
  const property = codec.property(side);
  const plain = value === undefined ? undefined : unspell(side, codec.plan.type, value);
  const read = {
    ...{ id: record[side], versionMs: Date.parse(version), unreadable: [] },
    ...{ values: plain === undefined ? {} : { [property]: plain }, history: { [property]: [] } },
  };
  const deps = {
    store: { transact: <T>(_: unknown, work: (tx: SyncTransaction) => Promise<T>) => work(tx as never) },
    ...{ codecs: [codec], clocks: () => clocks, isCustomer: () => false, now: () => atMs },
  };
  await receive(
    deps,
    { tenant: requireTenant('acme'), object: 'contact' },
    { side, records: [read], snapshotMs: atMs },
  );
  return fieldOf(record, 'one');
}
