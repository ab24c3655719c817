import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Side } from './canonical/canon.ts';
import type { FieldCodec } from './codec.ts';
import { comparePair, type Read } from './compare-pair.ts';
import { fieldOf, type LinkedRecord } from './linked-record.ts';
import type { SyncScope, SyncStore } from './ports.ts';
import { addUp, type Counts, noCounts, type Reconciled } from './reconciled.ts';
import type { Clocks } from './rule.ts';
import { noConsequences, storeConsequences } from './take-decision.ts';
import type { SideTarget } from './target.ts';

export interface BackfillDeps {
  readonly store: Pick<SyncStore, 'transact'>;
  readonly codec: FieldCodec;
  readonly targets: Readonly<Record<Side, Pick<SideTarget, 'batch' | 'read'>>>;
  clocks(): Clocks;
  now(): number;
  /** A pair, with nothing but this field, after what would follow for it. */
  onWeighed?(record: LinkedRecord): void;
}

/** How far a backfill has come: the last pair, by our id, and what was found up to it. */
export interface Checkpoint {
  readonly after: string;
  readonly found: Reconciled;
}

/**
 * One field of every linked pair, compared by the same decision as everything else, page by page in the order of our
 * ids: what is done of it stays done, and it goes on from there. `isDry`: only counted.
 */
export async function backfill(
  deps: BackfillDeps,
  scope: SyncScope,
  { from, isDry }: { readonly from: Checkpoint | undefined; readonly isDry: boolean },
  onPage: (checkpoint: Checkpoint) => Promise<void>,
  signal: AbortSignal,
): Promise<Reconciled> {
  const { store, targets } = deps;
  const most = Math.min(targets.left.batch, targets.right.batch);
  const counts: Counts = { ...noCounts(), ...from?.found };
  let after = from?.after;
  for (;;) {
    signal.throwIfAborted();
    const page = await store.transact(scope, (tx) => tx.after(after, most));
    const last = page.at(-1);
    if (!last) return counts;
    const read = await readBoth(deps, page, signal);
    signal.throwIfAborted();
    await comparePage(deps, scope, page, read, isDry, counts);
    after = last.id;
    await onPage({ after, found: { ...counts } });
  }
}

type ReadSides = Readonly<Record<Side, ReadonlyMap<string, Read>>>;

async function readBoth(
  { targets, now }: BackfillDeps,
  page: readonly LinkedRecord[],
  signal: AbortSignal,
): Promise<ReadSides> {
  const readSide = async (side: Side) => {
    const ids = page.map((record) => record[side]);
    const snapshotMs = now();
    const { records, alias } = await targets[side].read(ids, signal);
    const byId = new Map(records.map((record) => [record.id, record]));
    return new Map(
      ids.flatMap((id): (readonly [string, Read])[] => {
        const record = byId.get(ownValue(alias, id) ?? id);
        return record && !record.isProtected && !record.isDeleted ? [[id, { record, snapshotMs }]] : [];
      }),
    );
  };
  const [left, right] = await Promise.all([readSide('left'), readSide('right')]);
  return { left, right };
}

/** What is stored is decided anew within the transaction: the pair may have changed since it was read. */
async function comparePage(
  { store, codec, clocks, onWeighed }: BackfillDeps,
  scope: SyncScope,
  page: readonly LinkedRecord[],
  read: ReadSides,
  isDry: boolean,
  counts: Counts,
): Promise<void> {
  await store.transact(scope, async (tx) => {
    const into = noConsequences();
    const saved: LinkedRecord[] = [];
    for (const linked of isDry ? page : await tx.byId(page.map(({ id }) => id))) {
      const [left, right] = [read.left.get(linked.left), read.right.get(linked.right)];
      if (linked.hold || !left || !right) continue;
      const asked = into.reviews.length;
      const compared = await comparePair({ codecs: [codec], clocks }, linked, { left, right }, into);
      const state = fieldOf(compared.record, codec.id);
      const own = { ...compared.record, fields: { [codec.id]: state } };
      counts.left++;
      counts.right++;
      counts.linked++;
      counts.unreadable += compared.unreadable;
      counts.asked += into.reviews.slice(asked).filter(({ blocks }) => blocks).length;
      addUp(counts, own);
      onWeighed?.(own);
      if (JSON.stringify(state) !== JSON.stringify(fieldOf(linked, codec.id))) saved.push(compared.record);
    }
    if (isDry) return;
    await tx.save(saved);
    await storeConsequences(tx, into);
  });
}
