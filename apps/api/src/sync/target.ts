import type { SyncProperty, SyncTarget } from '../connectors/sync-port.ts';
import type { Side } from './canonical/canon.ts';
import type { FieldCodec } from './codec.ts';

/** One side of one kind of record: reached inside the vendor's budget for this kind of work. */
export interface SideTarget {
  readonly side: Side;
  readonly batch: number;
  readonly hasLastingPages: boolean;
  changes(cursor: string | undefined, signal: AbortSignal): ReturnType<SyncTarget['changes']>;
  list(after: string | undefined, signal: AbortSignal): ReturnType<SyncTarget['list']>;
  read(ids: readonly string[], signal: AbortSignal): ReturnType<SyncTarget['read']>;
  /** Ids of the records whose property has this value. */
  find(codec: FieldCodec, value: string, signal: AbortSignal): ReturnType<SyncTarget['find']>;
  write(items: Parameters<SyncTarget['write']>[0], signal: AbortSignal): ReturnType<SyncTarget['write']>;
  settle(pending: string, signal: AbortSignal): Promise<Awaited<ReturnType<NonNullable<SyncTarget['settle']>>>>;
}

/** Runs one call of a vendor inside its time, breaker and budget; rejects with UpstreamError. */
export type RunCall = <T>(name: string, call: (signal: AbortSignal) => Promise<T>, signal: AbortSignal) => Promise<T>;

export function createSideTarget(
  side: Side,
  target: SyncTarget,
  codecs: readonly FieldCodec[],
  run: RunCall,
): SideTarget {
  const properties: SyncProperty[] = codecs.map((codec) => ({ name: codec.property(side), type: codec.plan.type }));
  return {
    side,
    batch: target.batch,
    hasLastingPages: target.hasLastingPages,
    changes: (cursor, signal) => run('sync.changes', (own) => target.changes(cursor, properties, own), signal),
    list: (after, signal) => run('sync.list', (own) => target.list(after, properties, own), signal),
    read: (ids, signal) => run('sync.read', (own) => target.read(ids, properties, own), signal),
    find(codec, value, signal) {
      const property = { name: codec.property(side), type: codec.plan.type };
      return run('sync.find', (own) => target.find(property, value, own), signal);
    },
    write: (items, signal) => run('sync.write', (own) => target.write(items, properties, own), signal),
    settle: (pending, signal) =>
      run('sync.settle', async (own) => (target.settle ? target.settle(pending, own) : 'gone'), signal),
  };
}
