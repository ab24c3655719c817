import { holdGone } from '../gone.ts';
import type { SyncScope, SyncStore } from '../ports.ts';
import type { SideTarget } from '../target.ts';
import { bareRecord } from './erased.ts';
import type { ErasedDeps } from './ports.ts';

export interface SettleGoneDeps extends ErasedDeps {
  readonly store: Pick<SyncStore, 'transact'>;
  readonly target: Pick<SideTarget, 'side' | 'batch' | 'isErased'>;
}

/**
 * Records that a side has no more: erased for good, where it can say so, or deleted, which a person has to look at. It
 * is asked about one at a time, so what is known of a batch is stored before the next.
 */
export async function settleGone(
  deps: SettleGoneDeps,
  scope: SyncScope,
  vendorIds: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const { batch } = deps.target;
  for (let at = 0; at < vendorIds.length; at += batch)
    await settleBatch(deps, scope, vendorIds.slice(at, at + batch), signal);
}

async function settleBatch(
  { store, target, erasedOf, erase }: SettleGoneDeps,
  scope: SyncScope,
  vendorIds: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const { side } = target;
  const linked = await store.transact(scope, (tx) => tx.bySide(side, vendorIds));
  const known = await erasedOf(side, vendorIds.map(bareRecord));
  const isLinked = (id: string) => linked.some((record) => record[side] === id);
  const erased = new Set<string>();
  for (const id of vendorIds.filter((one) => known.has(one) || isLinked(one))) {
    // One we were told of and linked all the same, while it was erased, is not asked about. Of those whom the other
    // side has erased a person is told to erase them here: these are.
    if (!(known.has(id) && isLinked(id)) && !(await target.isErased(id, signal))) continue;
    erased.add(id);
    await erase(side, id);
  }
  const deleted = vendorIds.filter((id) => !erased.has(id));
  if (deleted.length > 0) await store.transact(scope, (tx) => holdGone(tx, side, deleted));
}
