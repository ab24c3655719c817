import { otherSide, type Side } from './canonical/canon.ts';
import type { FieldCodec } from './codec.ts';
import type { Read } from './compare-pair.ts';
import { applyPairs, type CompareDeps, weighPairs } from './compare-pairs.ts';
import { erasingMerged } from './erase/erase-merged.ts';
import { eraseLinked } from './erase/erased.ts';
import { settleGone } from './erase/settle-gone.ts';
import { type DeleteWave, findGone, goneSideOf } from './gone.ts';
import { type PlanDeps, planMakings, strangersOf } from './make/plan-makings.ts';
import type { CreationWave } from './make/ports.ts';
import { followMerges } from './merged.ts';
import { pairUp } from './pair-up.ts';
import type { SyncScope, SyncStore } from './ports.ts';
import { readAll } from './read-all.ts';
import { noPages, type ReadPages } from './read-pages.ts';
import { noCounts, type Progress, type Reconciled } from './reconciled.ts';
import type { SideTarget } from './target.ts';
import { tellUnpaired, type UnpairedDeps } from './unpaired.ts';

export interface ReconcileDeps extends CompareDeps, PlanDeps, Pick<UnpairedDeps, 'onUnpaired'> {
  readonly store: Pick<SyncStore, 'transact' | 'newId' | 'marks' | 'keepMarks'>;
  /** The fields by which records of both sides find each other, the first that finds exactly one. */
  readonly match: readonly FieldCodec[];
  readonly targets: Readonly<Record<Side, SideTarget>>;
  readonly wave: DeleteWave & CreationWave & { readonly changes: number };
  /** What it had read before it was cut off. */
  readonly pages?: ReadPages;
  now(): number;
  onProgress?(progress: Progress): void;
}

/** Each is a question of its own. */
const MOST_HELD = 100;

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
  await forgetErased();
  const read = { left, right };
  let links = await store.transact(scope, (tx) => tx.linked());
  let paired = await pairUp(match, links, read);
  const { missing } = paired;
  const linked = paired.known.length + missing.left.length + missing.right.length;
  const findGoneOn = (side: Side) =>
    findGone({ target: targets[side], wave }, { vendorIds: missing[side], linked }, signal);
  const lost = { left: await findGoneOn('left'), right: await findGoneOn('right') };
  if (!isDry && (await hasFollowed())) {
    links = await store.transact(scope, (tx) => tx.linked());
    paired = await pairUp(match, links, read);
  }
  const { known, fresh, ambiguous } = paired;
  const pairs = known.length + fresh.length;
  const sizes = {
    ...{ left: left.size, right: right.size, linked: pairs, newLinks: fresh.length, ambiguous: ambiguous.length },
    alone: { left: left.size - pairs, right: right.size - pairs },
  };
  const gone = { left: lost.left.gone.length, right: lost.right.gone.length };
  if (!isDry) await settleHeld();
  if (lost.left.isWave || lost.right.isWave) return { ...noCounts(), ...sizes, gone, refused: 'deletes' };
  // What would follow is known before any of it is done.
  const strangers = strangersOf(read, links, fresh);
  const [weighed, wanted] = await Promise.all([
    weighPairs(
      deps,
      scope,
      { known: known.map((link) => [link.left, link.right] as const), fresh },
      read,
      (done) => onProgress?.({ phase: 'comparing', done }),
      signal,
    ),
    // Waits for the vendor while the pairs are compared.
    planMakings(deps, { records: read, ids: strangers }, signal),
  ]);
  await tellUnpaired(deps, read, strangers, wanted, signal);
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
      await settleGone({ ...deps, target: targets[side] }, scope, lost[side].gone, signal);
    await store.transact(scope, (tx) => tx.open(ambiguous));
    await applyPairs(
      // Whoever was erased while everything was read: page by page, since the rest may be paused or cut off.
      {
        ...deps,
        onLinked: (page) =>
          eraseLinked(
            deps,
            page.flatMap(([l, r]) => pairOf(left.get(l), right.get(r))),
          ),
      },
      scope,
      { fresh, changed: weighed.changed },
      read,
      (done) => onProgress?.({ phase: 'writing', done }),
      signal,
    );
    for (const from of ['left', 'right'] as const) {
      await store.transact(scope, async (tx) => {
        await tx.want(from, wanted[from], true);
        // Also what came in line before and is not to be made: it is looked at, and forgotten.
        if (deps.create.includes(otherSide(from))) await tx.approveMakings(from);
      });
    }
  }
  return { ...weighed.counts, ...sizes, gone, creations, refused };

  /** Missing since they were merged: their pairs are those of the ones that are left. */
  async function hasFollowed() {
    const sides = (['left', 'right'] as const).filter((side) => Object.keys(lost[side].alias).length > 0);
    for (const side of sides) {
      const { alias } = lost[side];
      await erasingMerged(deps, scope, side, { records: [], alias }, () =>
        store.transact(scope, (tx) => followMerges(tx, side, [], alias)),
      );
    }
    return sides.length > 0;
  }
  /** One whom a list still shows, or who came back under the same address. */
  async function forgetErased() {
    for (const side of ['left', 'right'] as const) {
      const all = { left, right }[side];
      const erased = await deps.erasedOf(
        side,
        [...all.values()].map(({ record }) => record),
      );
      for (const id of erased) all.delete(id);
    }
  }
  /** Deleted before, and waiting for a person: perhaps erased by now. Where they are many, others come next time. */
  async function settleHeld() {
    for (const side of ['left', 'right'] as const) {
      const held = links.filter((link) => link.isKept && goneSideOf(link) === side).map((link) => link[side]);
      const begin = held.length > MOST_HELD ? Math.floor(now() / 60_000) * MOST_HELD : 0;
      const some = held.slice(0, MOST_HELD).map((_, at) => held[(begin + at) % held.length] ?? '');
      await settleGone({ ...deps, target: targets[side] }, scope, some, signal);
    }
  }
  function readSide(side: Side, phase: Progress['phase']) {
    const onPage = (done: number) => onProgress?.({ phase, done });
    return readAll({ store, target: targets[side], pages: deps.pages ?? noPages, now, onPage }, scope, signal);
  }
}

const pairOf = (left: Read | undefined, right: Read | undefined) =>
  left && right ? [{ left: left.record, right: right.record }] : [];
