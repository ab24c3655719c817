import { otherSide, type Side } from '../canonical/canon.ts';
import type { SyncScope, SyncStore } from '../ports.ts';
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
  const [known] = await store.transact(scope, (tx) => tx.bySide(side, [vendorId]));
  const own = await marks.of(textsOfKnown(addresses, side, vendorId, known));
  await store.transact(scope, (tx) => tx.keepErased(own));
  // Apart from that: who links or makes records meanwhile looks for the marks after it has done so.
  await store.transact(scope, async (tx) => {
    const [linked] = await tx.bySide(side, [vendorId]);
    await tx.forget(side, vendorId, linked);
    if (!linked) return;
    const other = otherSide(side);
    const ids = { left: null, right: null, [other]: linked[other] };
    await tx.open([{ record: `${other}:${linked[other]}`, why: 'erase_on_other_side', blocks: true, ...ids }]);
  });
}
