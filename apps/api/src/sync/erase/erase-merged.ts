import type { SyncRecord } from '../../connectors/sync-port.ts';
import type { Side } from '../canonical/canon.ts';
import { type Alias, survivorsOf } from '../merged.ts';
import type { SyncScope, SyncStore } from '../ports.ts';
import { bareRecord } from './erased.ts';
import type { ErasedDeps } from './ports.ts';

export interface EraseMergedDeps extends ErasedDeps {
  readonly store: Pick<SyncStore, 'transact'>;
}

/**
 * Whoever was merged into somebody who was erased is the same person: nothing of them is kept either. They are forgotten
 * before `follow` follows the merges, so that nothing is linked to a person who was erased, and after it those who were
 * erased meanwhile.
 */
export async function erasingMerged<T>(
  deps: EraseMergedDeps,
  scope: SyncScope,
  side: Side,
  merged: { readonly records: readonly SyncRecord[]; readonly alias?: Alias | undefined },
  follow: () => Promise<T>,
): Promise<T> {
  await eraseMerged(deps, scope, side, merged);
  const followed = await follow();
  await eraseMerged(deps, scope, side, merged);
  return followed;
}

async function eraseMerged(
  { store, erasedOf, erase }: EraseMergedDeps,
  scope: SyncScope,
  side: Side,
  { records, alias = {} }: { readonly records: readonly SyncRecord[]; readonly alias?: Alias | undefined },
): Promise<void> {
  const intoOf = survivorsOf(records, alias);
  if (intoOf.size === 0) return;
  const erased = await erasedOf(side, [...new Set(intoOf.values())].map(bareRecord));
  if (erased.size === 0) return;
  const merged = [...intoOf].flatMap(([id, into]) => (erased.has(into) ? [id, into] : []));
  const linked = await store.transact(scope, (tx) => tx.bySide(side, [...new Set(merged)]));
  for (const record of linked) await erase(side, record[side]);
}
