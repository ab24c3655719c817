import { otherSide, type Side } from '../canonical/canon.ts';
import { goneSideOf } from '../gone.ts';
import { isDouble, type LinkedRecord } from '../linked-record.ts';
import type { SyncScope, SyncStore, SyncTransaction } from '../ports.ts';
import type { Marks } from './ports.ts';
import { textsOfKnown } from './texts.ts';

export interface EraseDeps {
  readonly store: Pick<SyncStore, 'transact'>;
  readonly marks: Marks;
  /** The fields that hold an address by which the other side is found. */
  readonly addresses: readonly string[];
}

/**
 * One side has erased a person. Nothing about them is kept but marks, and nothing is written any more. The other side
 * still holds them: somebody has to erase them there, since that cannot be taken back.
 */
export async function erase(
  { store, marks, addresses }: EraseDeps,
  scope: SyncScope,
  side: Side,
  vendorId: string,
): Promise<void> {
  const known = await store.transact(scope, (tx) => standing(tx, side, vendorId));
  const texts = known.records.flatMap((record) => textsOfKnown(addresses, side, record[side], record));
  const own = await marks.of([...new Set([...textsOfKnown(addresses, side, vendorId, undefined), ...texts])]);
  await store.transact(scope, (tx) => tx.keepErased(own));
  // Apart from that: who links or makes records meanwhile looks for the marks after it has done so.
  await store.transact(scope, async (tx) => {
    const { records, told } = await standing(tx, side, vendorId);
    await tx.forget(side, vendorId, undefined);
    for (const record of records) await tx.forget(side, record[side], record);
    const other = otherSide(side);
    for (const id of told) {
      const ids = { left: null, right: null, [other]: id };
      await tx.open([{ record: `${other}:${id}`, why: 'erase_on_other_side', blocks: true, ...ids }]);
    }
  });
}

interface Standing {
  readonly records: readonly LinkedRecord[];
  /** Whom the other side still holds. */
  readonly told: readonly string[];
}

/**
 * Every pair of this person: also of records that were merged into theirs and whose partner stands for them too. One that
 * a person has left by itself is of somebody who is erased on the side that merged them; on the other it may be another's.
 */
async function standing(tx: SyncTransaction, side: Side, vendorId: string): Promise<Standing> {
  const [linked] = await tx.bySide(side, [vendorId]);
  if (!linked) return { records: [], told: [] };
  const other = otherSide(side);
  const named = await tx.named(linked.id);
  const isMergedHere = named[other].length > 1;
  const found = [...(await tx.bySide('left', named.left)), ...(await tx.bySide('right', named.right))];
  const others = [...new Map(found.map((record) => [record.id, record])).values()].filter(
    (record) => record.id !== linked.id && (isDouble(record) || (isMergedHere && goneSideOf(record) !== undefined)),
  );
  const records = [linked, ...others];
  const told = records.map((record) => record[other]).filter((id) => id === linked[other] || named[other].includes(id));
  return { records, told };
}
