import { ownValue } from '@sidelight/shared/own-property.ts';
import type { FieldCodec } from './codec.ts';
import { comparePair } from './compare-pair.ts';
import type { LinkedRecord } from './linked-record.ts';
import { pagesOf } from './pages-of.ts';
import type { AllRead } from './pair-up.ts';
import type { SyncScope, SyncStore, SyncTransaction } from './ports.ts';
import { pagesAhead, readAhead } from './read-ahead.ts';
import { addUp, type Counts, noCounts } from './reconciled.ts';
import type { Clocks } from './rule.ts';
import { type Consequences, noConsequences, storeConsequences } from './take-decision.ts';

export interface CompareDeps {
  readonly store: Pick<SyncStore, 'transact' | 'newId'>;
  readonly codecs: readonly FieldCodec[];
  clocks(): Clocks;
  /** A pair, after what would follow for it. */
  onWeighed?(record: LinkedRecord): void;
  /** These pairs are linked now. */
  onLinked?(pairs: readonly PairIds[]): Promise<void>;
}

export type PairIds = readonly [left: string, right: string];
/** Pairs that are linked, and those that would be. */
export interface Pairs {
  readonly known: readonly PairIds[];
  readonly fresh: readonly PairIds[];
}

/** What would follow, and for which of the known pairs anything would. */
export interface Weighed {
  readonly counts: Counts;
  readonly changed: readonly PairIds[];
}

const PAGE = 500;
/** Between two of these others get their turn: a page is compared without waiting for anything. */
const BREATH = 50;

/** Decides about every pair and keeps nothing. */
export async function weighPairs(
  deps: CompareDeps,
  scope: SyncScope,
  pairs: Pairs,
  read: AllRead,
  onPage: (pairsDone: number) => void,
  signal: AbortSignal,
): Promise<Weighed> {
  const counts = noCounts();
  const changed: PairIds[] = [];
  let done = 0;
  const count = (record: LinkedRecord, into: Consequences) => {
    addUp(counts, record);
    deps.onWeighed?.(record);
    counts.asked += into.reviews.filter(({ blocks }) => blocks).length;
  };
  const load = (page: readonly PairIds[]) => deps.store.transact(scope, (tx) => storedOf(tx, page));
  for await (const [page, stored] of readAhead(pagesAhead(pagesOf(pairs.known, PAGE), 1), load)) {
    signal.throwIfAborted();
    for (const [at, ids] of page.entries()) {
      if (at % BREATH === 0) await aTurn();
      const linked = stored.get(ids[0]);
      if (!linked || linked.right !== ids[1] || linked.hold) continue;
      const into = noConsequences();
      const compared = await compare(deps, linked, read, into);
      if (!compared) continue;
      counts.unreadable += compared.unreadable;
      count(compared.record, into);
      if (into.reviews.length > 0 || isOther(linked, compared.record)) changed.push(ids);
    }
    done += page.length;
    onPage(done);
  }
  for (const page of pagesOf(pairs.fresh, PAGE)) {
    signal.throwIfAborted();
    for (const [at, ids] of page.entries()) {
      if (at % BREATH === 0) await aTurn();
      const into = noConsequences();
      const compared = await compareNew(deps, ids, read, into);
      if (!compared) continue;
      counts.unreadable += compared.unreadable;
      count(compared.record, into);
    }
    done += page.length;
    onPage(done);
  }
  return { counts, changed };
}

/** Does what was weighed, deciding again: what was decided of all would not fit into memory, and may be over. */
export async function applyPairs(
  deps: CompareDeps,
  scope: SyncScope,
  { fresh, changed }: { readonly fresh: readonly PairIds[]; readonly changed: readonly PairIds[] },
  read: AllRead,
  onPage: (pairsDone: number) => void,
  signal: AbortSignal,
): Promise<void> {
  let done = 0;
  for (const page of pagesOf(fresh, PAGE)) {
    signal.throwIfAborted();
    await aTurn();
    await deps.store.transact(scope, (tx) => linkNew(deps, tx, page, read));
    await deps.onLinked?.(page);
    done += page.length;
    onPage(done);
  }
  for (const page of pagesOf(changed, PAGE)) {
    signal.throwIfAborted();
    await aTurn();
    await deps.store.transact(scope, async (tx) => {
      const into = noConsequences();
      const saved: LinkedRecord[] = [];
      for (const linked of (await storedOf(tx, page)).values()) {
        const compared = linked.hold ? undefined : await compare(deps, linked, read, into);
        if (compared && isOther(linked, compared.record)) saved.push(compared.record);
      }
      await tx.save(saved);
      await storeConsequences(tx, into);
    });
    done += page.length;
    onPage(done);
  }
}

/** Somebody else may have linked one of two meanwhile: then it is theirs. */
async function linkNew(deps: CompareDeps, tx: SyncTransaction, page: readonly PairIds[], read: AllRead): Promise<void> {
  const [lefts, rights] = [page.map(([left]) => left), page.map(([, right]) => right)];
  const isLeftTaken = new Set((await tx.bySide('left', lefts)).map(({ left }) => left));
  const isRightTaken = new Set((await tx.bySide('right', rights)).map(({ right }) => right));
  const into = noConsequences();
  const linked: LinkedRecord[] = [];
  for (const ids of page) {
    if (isLeftTaken.has(ids[0]) || isRightTaken.has(ids[1])) continue;
    const compared = await compareNew(deps, ids, read, into);
    if (compared) linked.push(compared.record);
  }
  await tx.add(linked);
  await storeConsequences(tx, into);
}

const compareNew = (deps: CompareDeps, [left, right]: PairIds, read: AllRead, into: Consequences) =>
  compare(deps, { id: deps.store.newId(), left, right, hold: undefined, fields: {} }, read, into);

const storedOf = async (tx: SyncTransaction, page: readonly PairIds[]): Promise<Map<string, LinkedRecord>> =>
  new Map(
    (
      await tx.bySide(
        'left',
        page.map(([left]) => left),
      )
    ).map((record) => [record.left, record]),
  );

async function compare(deps: CompareDeps, linked: LinkedRecord, { left, right }: AllRead, into: Consequences) {
  const [l, r] = [left.get(linked.left), right.get(linked.right)];
  return l && r && comparePair(deps, linked, { left: l, right: r }, into);
}

/** A field that is spelled in another order counts as another: it is written once more, no more than that. */
const isOther = (before: LinkedRecord, after: LinkedRecord): boolean =>
  Object.entries(after.fields).some(([field, state]) => {
    const was = ownValue(before.fields, field);
    return was !== state && JSON.stringify(was) !== JSON.stringify(state);
  });

const aTurn = () => new Promise<void>((resolve) => setImmediate(resolve));
