import { ownValue } from '@sidelight/shared/own-property.ts';
import type { SyncRecord } from '../../connectors/sync-port.ts';
import { otherSide, type Side } from '../canonical/canon.ts';
import { bareRecord, eraseLinked } from '../erase/erased.ts';
import { holdGone } from '../gone.ts';
import { fieldOf, type LinkedRecord, withField } from '../linked-record.ts';
import type { SyncScope } from '../ports.ts';
import { canonOf } from '../reading-of.ts';
import type { MakeDeps } from './make-deps.ts';
import type { Making } from './ports.ts';

/** A creation that nobody has answered may be done late: so often it is looked for again, and so far apart. */
const MOST_WAITS = 5;
const AGAIN_MS = 60_000;

/**
 * Records that may have been made from ones that their own side has no more, erased or deleted. What was made stands
 * for one that is gone, and somebody has to look at it: linked to nobody, it would be made anew where that one was.
 */
export async function settleLeft(
  deps: MakeDeps,
  scope: SyncScope,
  from: Side,
  makings: readonly Making[],
  signal: AbortSignal,
): Promise<void> {
  if (makings.length === 0) return;
  const { store, targets } = deps;
  const made = await targets[otherSide(from)].made(
    makings.map(({ key }) => key),
    signal,
  );
  for (const { vendorId, key, waits } of makings) {
    const there = ownValue(made, key);
    if (there) await linkGone(deps, scope, from, vendorId, there);
    else
      await store.transact(scope, (tx) =>
        waits < MOST_WAITS ? tx.putOffMakings(from, [vendorId], AGAIN_MS) : tx.forgetMakings(from, [vendorId]),
      );
  }
}

async function linkGone(
  deps: MakeDeps,
  scope: SyncScope,
  from: Side,
  vendorId: string,
  there: SyncRecord,
): Promise<void> {
  const to = otherSide(from);
  const here = bareRecord(vendorId);
  const both = from === 'left' ? { left: here, right: there } : { left: there, right: here };
  await deps.store.transact(scope, async (tx) => {
    await tx.forgetMakings(from, [vendorId]);
    const taken = [...(await tx.bySide(from, [vendorId])), ...(await tx.bySide(to, [there.id]))];
    if (taken.length > 0) return;
    const [linked] = await tx.link([[both.left.id, both.right.id]]);
    if (!linked) return;
    await tx.save([await withHeld(deps, linked, to, there)]);
    await holdGone(tx, from, [vendorId]);
    // Merged into another, it is there under that one's id.
    await tx.tell(from, [vendorId]);
  });
  await eraseLinked(deps, [both]);
}

/** What the one that was made holds: by its address, too, an erased person is known again. */
async function withHeld(
  { codecs }: Pick<MakeDeps, 'codecs'>,
  linked: LinkedRecord,
  side: Side,
  { values }: SyncRecord,
): Promise<LinkedRecord> {
  let record = linked;
  for (const codec of codecs) {
    const holds = await canonOf(codec, side, values);
    if (holds === undefined) continue;
    const state = fieldOf(record, codec.id);
    record = withField(record, codec.id, { ...state, [side]: { ...state[side], holds } });
  }
  return record;
}
