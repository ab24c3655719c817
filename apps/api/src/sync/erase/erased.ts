import type { SyncRecord } from '../../connectors/sync-port.ts';
import type { Side } from '../canonical/canon.ts';
import type { FieldCodec } from '../codec.ts';
import type { SyncScope, SyncStore } from '../ports.ts';
import type { ErasedDeps, Marks } from './ports.ts';
import { textsOfRead } from './texts.ts';

export interface ErasedOfDeps {
  readonly store: Pick<SyncStore, 'erased'>;
  readonly marks: Marks;
  readonly match: readonly FieldCodec[];
}

/** By the id or the address: one who came back under either is not to be known again. */
export async function erasedOf(
  { store, marks, match }: ErasedOfDeps,
  scope: SyncScope,
  side: Side,
  records: readonly SyncRecord[],
): Promise<ReadonlySet<string>> {
  if (records.length === 0) return new Set();
  const known = await store.erased(scope);
  if (known.size === 0) return new Set();
  const texts: string[] = [];
  const ids: string[] = [];
  for (const record of records) {
    for (const text of await textsOfRead(match, side, record)) {
      texts.push(text);
      ids.push(record.id);
    }
  }
  const own = await marks.of(texts);
  return new Set(ids.filter((_, at) => known.has(own[at] ?? '')));
}

/**
 * Two were linked while one of them was erased: nobody who erases could find that. Erasing marks the other one too, so
 * who is erased is asked of both sides before anybody is: else the other would be taken for erased, and nobody be told.
 */
export async function eraseLinked(
  { erasedOf: among, erase }: ErasedDeps,
  pairs: readonly Readonly<Record<Side, SyncRecord>>[],
): Promise<void> {
  const of = (side: Side) =>
    among(
      side,
      pairs.map((pair) => pair[side]),
    );
  const [left, right] = [await of('left'), await of('right')];
  for (const pair of pairs) {
    if (left.has(pair.left.id)) await erase('left', pair.left.id);
    else if (right.has(pair.right.id)) await erase('right', pair.right.id);
  }
}

/** Nothing is known of it but its id. */
export const bareRecord = (id: string): SyncRecord => ({ id, versionMs: 0, values: {}, unreadable: [] });
