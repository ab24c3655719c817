import type { SyncProperty, SyncRecord, SyncTarget } from '../../connectors/sync-port.ts';
import type { Side } from '../canonical/canon.ts';
import type { FieldCodec } from '../codec.ts';
import type { MakingPlan } from '../compile.ts';
import { createShape } from '../shape/shape.ts';
import type { RunCall } from '../target.ts';

/** One side as records are made from it and on it: with what only a new record is given. */
export interface MakingSide {
  readonly side: Side;
  readonly batch: number;
  readonly exclusive: SyncTarget['exclusive'];
  /** Whether a new record is given anything that a comparison does not read. */
  readonly readsMore: boolean;
  read(ids: readonly string[], signal: AbortSignal): ReturnType<SyncTarget['read']>;
  find(codec: FieldCodec, value: string, signal: AbortSignal): ReturnType<SyncTarget['find']>;
  create(items: Parameters<SyncTarget['create']>[0], signal: AbortSignal): ReturnType<SyncTarget['create']>;
  /** What was made by these keys, by the key. */
  made(keys: readonly string[], signal: AbortSignal): ReturnType<SyncTarget['made']>;
  settle(pending: string, signal: AbortSignal): Promise<Awaited<ReturnType<NonNullable<SyncTarget['settle']>>>>;
}

export function createMakingSide(
  side: Side,
  target: SyncTarget,
  codecs: readonly FieldCodec[],
  { given, company }: MakingPlan,
  run: RunCall,
): MakingSide {
  const other = side === 'left' ? 'right' : 'left';
  const extra: SyncProperty[] = [
    ...Object.keys(given[side]).map((name) => ({ name, type: 'name' as const })),
    ...Object.values(given[other]).flatMap((names) => names.map((name) => ({ name, type: 'name' as const }))),
    ...(company ? [{ name: company[side], type: 'reference' as const }] : []),
  ];
  // Companies by the side's own ids: a new record is put into one of them.
  const shape = createShape({ side, codecs });
  const properties = [...new Map([...extra, ...shape.properties].map((one) => [one.name, one])).values()];
  return {
    side,
    readsMore: properties.length > shape.properties.length,
    ...{ batch: target.batch, exclusive: target.exclusive },
    async read(ids, signal) {
      const found = await run('sync.read', (own) => target.read(ids, properties, own), signal);
      return { ...found, records: await shape.in(found.records) };
    },
    find(codec, value, signal) {
      const property = { name: codec.property(side), type: codec.plan.type };
      return run('sync.find', (own) => target.find(property, value, own), signal);
    },
    async create(items, signal) {
      const fresh = items.map((item) => ({ ...item, values: shape.fresh(item.values) }));
      return shape.back(await run('sync.create', (own) => target.create(fresh, properties, own), signal));
    },
    async made(keys, signal) {
      const found = await run('sync.made', (own) => target.made(keys, properties, own), signal);
      const records = new Map((await shape.in(Object.values(found))).map((record) => [record.id, record]));
      return Object.fromEntries(
        Object.entries(found).map(([key, record]): [string, SyncRecord] => [key, records.get(record.id) ?? record]),
      );
    },
    async settle(pending, signal) {
      const call = async (own: AbortSignal) => (target.settle ? target.settle(pending, own) : 'gone');
      const outcome = await run('sync.settle', call, signal);
      return typeof outcome === 'string' ? outcome : shape.back(outcome);
    },
  };
}
