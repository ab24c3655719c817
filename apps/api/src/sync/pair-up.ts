import type { Side } from './canonical/canon.ts';
import type { FieldCodec } from './codec.ts';
import type { Read } from './compare-pair.ts';
import { contradicts } from './make/find-partner.ts';
import type { Link, NewReview } from './ports.ts';
import { keyOf } from './reading-of.ts';

/** Every record of both sides, by the vendors' ids. */
export type AllRead = Readonly<Record<Side, ReadonlyMap<string, Read>>>;

export interface Pairing {
  readonly known: readonly Link[];
  readonly fresh: readonly (readonly [string, string])[];
  readonly ambiguous: readonly NewReview[];
  /** Linked, and not in the list of a side. */
  readonly missing: Readonly<Record<Side, readonly string[]>>;
}

/** Records that are linked, and those that find exactly one another by a field of the map. */
export async function pairUp(match: readonly FieldCodec[], known: readonly Link[], read: AllRead): Promise<Pairing> {
  const { left, right } = read;
  const isLinked = { left: new Set(known.map((k) => k.left)), right: new Set(known.map((k) => k.right)) };
  const fresh: [string, string][] = [];
  const ambiguous: NewReview[] = [];
  for (const [at, codec] of match.entries()) {
    const byValue = await valuesOf(codec, 'right', right, isLinked.right);
    for (const [value, leftIds] of await valuesOf(codec, 'left', left, isLinked.left)) {
      const rightIds = byValue.get(value) ?? [];
      const [l, r] = [leftIds[0], rightIds[0]];
      if (l === undefined || r === undefined) continue;
      const isOther = at > 0 && (await isSomebodyElse(match.slice(0, at), left.get(l), right.get(r)));
      if (leftIds.length > 1 || rightIds.length > 1 || isOther) {
        ambiguous.push({ record: `left:${l}`, why: 'ambiguous_match', blocks: true, left: leftIds, right: rightIds });
        continue;
      }
      fresh.push([l, r]);
      isLinked.left.add(l);
      isLinked.right.add(r);
    }
  }
  const missing = {
    left: known.filter((record) => !record.hold && !left.has(record.left)).map((record) => record.left),
    right: known.filter((record) => !record.hold && !right.has(record.right)).map((record) => record.right),
  };
  const both = known.filter((record) => left.has(record.left) && right.has(record.right));
  return { known: both, fresh, ambiguous, missing };
}

/** They have the same name, and say by a field before it that they are two. */
const isSomebodyElse = async (before: readonly FieldCodec[], left: Read | undefined, right: Read | undefined) =>
  left !== undefined && right !== undefined && (await contradicts(before, 'left', left.record, right.record));

async function valuesOf(
  codec: FieldCodec,
  side: Side,
  records: ReadonlyMap<string, Read>,
  isLinked: ReadonlySet<string>,
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const [id, { record }] of records) {
    if (isLinked.has(id)) continue;
    const key = await keyOf(codec, side, record.values);
    if (key === undefined) continue;
    const list = found.get(key);
    if (list) list.push(id);
    else found.set(key, [id]);
  }
  return found;
}
