import type { SyncProperty, SyncTarget } from '../../connectors/sync-port.ts';
import type { Side } from '../canonical/canon.ts';
import type { FieldCodec } from '../codec.ts';
import type { MakingPlan } from '../compile.ts';
import type { RunCall } from '../target.ts';

/** One side as records are made from it and on it: with what only a new record is given. */
export interface MakingSide {
  readonly side: Side;
  readonly batch: number;
  readonly exclusive: SyncTarget['exclusive'];
  read(ids: readonly string[], signal: AbortSignal): ReturnType<SyncTarget['read']>;
  find(codec: FieldCodec, value: string, signal: AbortSignal): ReturnType<SyncTarget['find']>;
  create(items: Parameters<SyncTarget['create']>[0], signal: AbortSignal): ReturnType<SyncTarget['create']>;
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
  const known = codecs.map((codec): SyncProperty => ({ name: codec.property(side), type: codec.plan.type }));
  const properties = [...new Map([...extra, ...known].map((one) => [one.name, one])).values()];
  return {
    side,
    ...{ batch: target.batch, exclusive: target.exclusive },
    read: (ids, signal) => run('sync.read', (own) => target.read(ids, properties, own), signal),
    find(codec, value, signal) {
      const property = { name: codec.property(side), type: codec.plan.type };
      return run('sync.find', (own) => target.find(property, value, own), signal);
    },
    create: (items, signal) => run('sync.create', (own) => target.create(items, properties, own), signal),
    settle: (pending, signal) =>
      run('sync.settle', async (own) => (target.settle ? target.settle(pending, own) : 'gone'), signal),
  };
}
