import type { BatchOutcome, SyncTarget, SyncWrite } from '../connectors/sync-port.ts';
import type { Side } from './canonical/canon.ts';
import type { FieldCodec } from './codec.ts';
import { pagesOf } from './pages-of.ts';
import type { LinkedCompanies } from './shape/members.ts';
import { createShape } from './shape/shape.ts';
import { type WriteOutcome, writeParts } from './write-parts.ts';

/** One side of one kind of record: reached inside the vendor's budget for this kind of work, in the words of the map's fields. */
export interface SideTarget {
  readonly side: Side;
  readonly batch: number;
  readonly writesAtOnce: number;
  readonly hasLastingPages: boolean;
  changes(cursor: string | undefined, signal: AbortSignal): ReturnType<SyncTarget['changes']>;
  list(after: string | undefined, signal: AbortSignal): ReturnType<SyncTarget['list']>;
  read(ids: readonly string[], signal: AbortSignal): ReturnType<SyncTarget['read']>;
  /** Ids of the records whose property has this value. */
  find(codec: FieldCodec, value: string, signal: AbortSignal): ReturnType<SyncTarget['find']>;
  /** As many as `writesAtOnce` batches. Rejects where nothing of it can have been done, or nothing of it is known. */
  write(items: readonly SyncWrite[], signal: AbortSignal): Promise<WriteOutcome>;
  /** Of a record that is gone. */
  isErased(id: string, signal: AbortSignal): Promise<boolean>;
  /** What this side says of its properties. */
  definitions(signal: AbortSignal): ReturnType<SyncTarget['definitions']>;
  settle(pending: string, signal: AbortSignal): Promise<Awaited<ReturnType<NonNullable<SyncTarget['settle']>>>>;
}

/** Runs one call of a vendor inside its time, breaker and budget; rejects with UpstreamError. */
export type RunCall = <T>(name: string, call: (signal: AbortSignal) => Promise<T>, signal: AbortSignal) => Promise<T>;

export function createSideTarget(
  side: Side,
  target: SyncTarget,
  codecs: readonly FieldCodec[],
  run: RunCall,
  companies?: LinkedCompanies,
): SideTarget {
  const shape = createShape({ side, codecs, companies });
  const { properties } = shape;
  async function writePart(items: readonly SyncWrite[], signal: AbortSignal): Promise<BatchOutcome> {
    const shaped = await shape.out(items, async (ids, parts) => {
      const found = await run('sync.read', (own) => target.read(ids, parts, own), signal);
      return found.records;
    });
    if (shaped.items.length === 0) return { items: shaped.outcomes };
    const outcome = await run('sync.write', (own) => target.write(shaped.items, properties, own), signal);
    const told = await shape.back(outcome, shaped.parts);
    return { ...told, items: { ...told.items, ...shaped.outcomes } };
  }

  return {
    side,
    batch: target.batch,
    writesAtOnce: target.writesAtOnce,
    hasLastingPages: target.hasLastingPages,
    async changes(cursor, signal) {
      const found = await run('sync.changes', (own) => target.changes(cursor, properties, own), signal);
      return found === 'expired' ? found : { ...found, records: await shape.in(found.records) };
    },
    async list(after, signal) {
      const page = await run('sync.list', (own) => target.list(after, properties, own), signal);
      return { ...page, records: await shape.in(page.records) };
    },
    async read(ids, signal) {
      const found = await run('sync.read', (own) => target.read(ids, properties, own), signal);
      return { ...found, records: await shape.in(found.records) };
    },
    find(codec, value, signal) {
      const property = { name: codec.property(side), type: codec.plan.type };
      return run('sync.find', (own) => target.find(property, value, own), signal);
    },
    write: (items, signal) => writeParts(pagesOf(items, target.batch), (part) => writePart(part, signal)),
    definitions: (signal) => run('sync.definitions', (own) => target.definitions(own), signal),
    isErased: async (id, signal) =>
      target.isErased ? run('sync.erased', async (own) => (await target.isErased?.(id, own)) ?? false, signal) : false,
    async settle(pending, signal) {
      const call = async (own: AbortSignal) => (target.settle ? target.settle(pending, own) : 'gone');
      const outcome = await run('sync.settle', call, signal);
      return typeof outcome === 'string' ? outcome : shape.back(outcome);
    },
  };
}
