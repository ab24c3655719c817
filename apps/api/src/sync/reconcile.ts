import { otherSide, type Side } from './canonical/canon.ts';
import type { FieldCodec } from './codec.ts';
import { applyPairs, type CompareDeps, weighPairs } from './compare-pairs.ts';
import { type DeleteWave, findGone, holdGone } from './gone.ts';
import { type PlanDeps, planMakings, strangersOf } from './make/plan-makings.ts';
import type { CreationWave } from './make/ports.ts';
import { pairUp } from './pair-up.ts';
import type { SyncScope, SyncStore } from './ports.ts';
import { readAll } from './read-all.ts';
import { noCounts, type Progress, type Reconciled } from './reconciled.ts';
import type { SideTarget } from './target.ts';

export interface ReconcileDeps extends CompareDeps, PlanDeps {
  readonly store: Pick<SyncStore, 'transact' | 'newId' | 'marks' | 'keepMarks'>;
  /** The fields by which records of both sides find each other, the first that finds exactly one. */
  readonly match: readonly FieldCodec[];
  readonly targets: Readonly<Record<Side, SideTarget>>;
  readonly wave: DeleteWave & CreationWave & { readonly changes: number };
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
  const links = await store.transact(scope, (tx) => tx.linked());
  const { known, fresh, ambiguous, missing } = await pairUp(match, links, read);
  const linked = known.length + missing.left.length + missing.right.length;
  const pairs = known.length + fresh.length;
  const sizes = {
    ...{ left: left.size, right: right.size, linked: pairs, newLinks: fresh.length, ambiguous: ambiguous.length },
    alone: { left: left.size - pairs, right: right.size - pairs },
  };
  const findGoneOn = (side: Side) =>
    findGone({ target: targets[side], wave }, { vendorIds: missing[side], linked }, signal);
  const lost = { left: await findGoneOn('left'), right: await findGoneOn('right') };
  const gone = { left: lost.left.gone.length, right: lost.right.gone.length };
  if (lost.left.isWave || lost.right.isWave) return { ...noCounts(), ...sizes, gone, refused: 'deletes' };
  // What would follow is known before any of it is done.
  const weighed = await weighPairs(
    deps,
    scope,
    { known: known.map((link) => [link.left, link.right] as const), fresh },
    read,
    (done) => onProgress?.({ phase: 'comparing', done }),
    signal,
  );
  const wanted = await planMakings(deps, { records: read, ids: strangersOf(read, links, fresh) }, signal);
  const creations = { left: wanted.right.length, right: wanted.left.length };
  const most = (share: number, of: number) => Math.max(wave.atLeast, share * of);
  const refused =
    linked > 0 && weighed.counts.changed > most(wave.changes, linked)
      ? 'changes'
      : creations.left + creations.right > most(wave.creations, pairs)
        ? 'creations'
        : null;
  if (!isDry && !refused) {
    for (const side of ['left', 'right'] as const)
      if (gone[side] > 0) await store.transact(scope, (tx) => holdGone(tx, side, lost[side].gone));
    await store.transact(scope, (tx) => tx.open(ambiguous));
    await applyPairs(deps, scope, { fresh, changed: weighed.changed }, read, signal);
    for (const from of ['left', 'right'] as const) {
      await store.transact(scope, async (tx) => {
        await tx.want(from, wanted[from], true);
        // Also what came in line before and is not to be made: it is looked at, and forgotten.
        if (deps.create.includes(otherSide(from))) await tx.approveMakings(from);
      });
    }
  }
  return { ...weighed.counts, ...sizes, gone, creations, refused };

  function readSide(side: Side, phase: Progress['phase']) {
    const onPage = (done: number) => onProgress?.({ phase, done });
    return readAll({ store, target: targets[side], now, onPage }, scope, signal);
  }
}
