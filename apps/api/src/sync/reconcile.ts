import type { Side } from './canonical/canon.ts';
import type { FieldCodec } from './codec.ts';
import { applyPairs, type CompareDeps, weighPairs } from './compare-pairs.ts';
import { type DeleteWave, settleMissing } from './gone.ts';
import { pairUp } from './pair-up.ts';
import type { SyncScope, SyncStore } from './ports.ts';
import { readAll } from './read-all.ts';
import { noCounts, type Progress, type Reconciled } from './reconciled.ts';
import type { SideTarget } from './target.ts';

export interface ReconcileDeps extends CompareDeps {
  readonly store: Pick<SyncStore, 'transact' | 'newId' | 'marks' | 'keepMarks'>;
  /** The fields by which records of both sides find each other, the first that finds exactly one. */
  readonly match: readonly FieldCodec[];
  readonly targets: Readonly<Record<Side, SideTarget>>;
  readonly wave: DeleteWave & { readonly changes: number };
  now(): number;
  onProgress?(progress: Progress): void;
}

/**
 * Everything on both sides, compared by the same decision as a single change. `isDry`: what would follow is counted
 * and nothing is kept or written.
 */
export async function reconcile(
  deps: ReconcileDeps,
  scope: SyncScope,
  isDry: boolean,
  signal: AbortSignal,
): Promise<Reconciled> {
  const { store, targets, wave, match, now, onProgress } = deps;
  const [left, right] = await Promise.all([readSide('left', 'reading_left'), readSide('right', 'reading_right')]);
  const read = { left, right };
  const { known, fresh, ambiguous, missing } = await pairUp(
    match,
    await store.transact(scope, (tx) => tx.linked()),
    read,
  );
  const linked = known.length + missing.left.length + missing.right.length;
  const pairs = known.length + fresh.length;
  const sizes = {
    ...{ left: left.size, right: right.size, linked: pairs, newLinks: fresh.length, ambiguous: ambiguous.length },
    alone: { left: left.size - pairs, right: right.size - pairs },
  };
  const gone = { left: 0, right: 0 };
  for (const side of ['left', 'right'] as const) {
    const given = { store, target: targets[side], wave };
    const found = await settleMissing(given, scope, { side, vendorIds: missing[side], linked }, isDry, signal);
    gone[side] = found.gone;
    if (found.isWave) return { ...noCounts(), ...sizes, gone, refused: 'deletes' };
  }
  // What would follow is known before any of it is done.
  const weighed = await weighPairs(
    deps,
    scope,
    { known: known.map((link) => [link.left, link.right] as const), fresh },
    read,
    (done) => onProgress?.({ phase: 'comparing', done }),
    signal,
  );
  const most = Math.max(wave.atLeast, wave.changes * linked);
  const isWave = linked > 0 && weighed.counts.changed > most;
  if (!isDry && !isWave) {
    await store.transact(scope, (tx) => tx.open(ambiguous));
    await applyPairs(deps, scope, { fresh, changed: weighed.changed }, read, signal);
  }
  return { ...weighed.counts, ...sizes, gone, refused: isWave ? 'changes' : null };

  function readSide(side: Side, phase: Progress['phase']) {
    const onPage = (done: number) => onProgress?.({ phase, done });
    return readAll({ store, target: targets[side], now, onPage }, scope, signal);
  }
}
