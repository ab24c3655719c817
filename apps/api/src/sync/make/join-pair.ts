import { otherSide, type Side } from '../canonical/canon.ts';
import type { FieldCodec } from '../codec.ts';
import { comparePair, type Read } from '../compare-pair.ts';
import { eraseLinked } from '../erase/erased.ts';
import type { ErasedDeps } from '../erase/ports.ts';
import { goneSideOf, isGoneAccepted, takePlace } from '../gone.ts';
import type { NewReview, SyncScope, SyncStore } from '../ports.ts';
import type { Clocks } from '../rule.ts';
import { noConsequences, storeConsequences } from '../take-decision.ts';
import type { Partner } from './find-partner.ts';

export interface JoinDeps extends ErasedDeps {
  readonly store: Pick<SyncStore, 'transact'>;
  readonly codecs: readonly FieldCodec[];
  clocks(): Clocks;
}

/** Several records could be the partner of one: a person tells them apart. */
export function askWhich(from: Side, id: string, others: readonly string[]): NewReview {
  const ids = from === 'left' ? { left: [id], right: others } : { left: others, right: [id] };
  // One item, whichever of two is looked at first.
  const record = from === 'right' && others.length === 1 ? `left:${others[0]}` : `${from}:${id}`;
  return { record, why: 'ambiguous_match', blocks: true, ...ids };
}

/**
 * Two records that were there before stand for one from now on, and are compared. One whose partner is linked to
 * another is a person's to look at.
 */
export async function joinPair(deps: JoinDeps, scope: SyncScope, from: Side, here: Read, there: Read): Promise<void> {
  const both = from === 'left' ? { left: here, right: there } : { left: there, right: here };
  await deps.store.transact(scope, async (tx) => {
    await tx.forgetMakings(from, [here.record.id]);
    // Somebody else may have linked either of them meanwhile.
    if ((await tx.bySide(from, [here.record.id])).length > 0) return;
    const [taken] = await tx.bySide(otherSide(from), [there.record.id]);
    const isFree = taken !== undefined && isGoneAccepted(taken) && goneSideOf(taken) === from;
    if (taken && !isFree) {
      await tx.open([askWhich(from, here.record.id, [there.record.id])]);
      return;
    }
    const ids = [both.left.record.id, both.right.record.id] as const;
    const linked = taken ? await takePlace(tx, from, taken, here.record.id) : (await tx.link([ids]))[0];
    if (!linked) return;
    const into = noConsequences();
    const { record } = await comparePair(deps, linked, both, into);
    await tx.save([record]);
    await storeConsequences(tx, into);
  });
  await eraseLinked(deps, [{ left: both.left.record, right: both.right.record }]);
}

/** It is there already: linked, or a person is asked which one is meant. */
export async function settlePartner(
  deps: JoinDeps,
  scope: SyncScope,
  from: Side,
  { record, snapshotMs }: Read,
  partner: Exclude<Partner, { kind: 'nobody' }>,
): Promise<void> {
  if (partner.kind === 'one') {
    const there = { record: partner.record, snapshotMs: partner.snapshotMs };
    await joinPair(deps, scope, from, { record, snapshotMs }, there);
  } else if (partner.kind === 'several') {
    await deps.store.transact(scope, async (tx) => {
      await tx.open([askWhich(from, record.id, partner.ids)]);
      await tx.forgetMakings(from, [record.id]);
    });
  } else await deps.store.transact(scope, (tx) => tx.forgetMakings(from, [record.id]));
}
