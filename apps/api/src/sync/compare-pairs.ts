import { ownValue } from '@sidelight/shared/own-property.ts';
import type { FieldCodec } from './codec.ts';
import { comparePair } from './compare-pair.ts';
import type { LinkedRecord } from './linked-record.ts';
import type { AllRead } from './pair-up.ts';
import type { SyncScope, SyncStore, SyncTransaction } from './ports.ts';
import { addUp, type Counts, noCounts } from './reconciled.ts';
import type { Clocks } from './rule.ts';
import { type Consequences, noConsequences, storeConsequences } from './take-decision.ts';

export interface CompareDeps {
  readonly store: Pick<SyncStore, 'transact' | 'newId'>;
  readonly codecs: readonly FieldCodec[];
  clocks(): Clocks;
}

type PairIds = readonly [left: string, right: string];
/** A pair that is linked for the first time: nobody else knows of it yet, so that what was decided stands. */
interface Fresh {
  readonly record: LinkedRecord;
  readonly into: Consequences;
}

/** What would follow, and for which pairs anything would. */
export interface Weighed {
  readonly counts: Counts;
  readonly fresh: readonly Fresh[];
  readonly changed: readonly PairIds[];
}

const PAGE = 500;
/** Between two of these others get their turn: a page is compared without waiting for anything. */
const BREATH = 50;

/** Decides about every pair and keeps nothing. */
export async function weighPairs(
  deps: CompareDeps,
  scope: SyncScope,
  pairs: { readonly known: readonly PairIds[]; readonly fresh: readonly PairIds[] },
  read: AllRead,
  onPage: (pairsDone: number) => void,
  signal: AbortSignal,
): Promise<Weighed> {
  const counts = noCounts();
  const fresh: Fresh[] = [];
  const changed: PairIds[] = [];
  let done = 0;
  const count = (record: LinkedRecord, into: Consequences) => {
    addUp(counts, record);
    counts.asked += into.reviews.filter(({ blocks }) => blocks).length;
  };
  for (const page of pagesOf(pairs.known)) {
    signal.throwIfAborted();
    const stored = await deps.store.transact(scope, (tx) => storedOf(tx, page));
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
  for (const page of pagesOf(pairs.fresh)) {
    signal.throwIfAborted();
    for (const [at, [left, right]] of page.entries()) {
      if (at % BREATH === 0) await aTurn();
      const into = noConsequences();
      const linked = { id: deps.store.newId(), left, right, hold: undefined, fields: {} };
      const compared = await compare(deps, linked, read, into);
      if (!compared) continue;
      counts.unreadable += compared.unreadable;
      count(compared.record, into);
      fresh.push({ record: compared.record, into });
    }
    done += page.length;
    onPage(done);
  }
  return { counts, fresh, changed };
}

/** Does what was weighed. A pair that was known before is decided about again: it may have changed meanwhile. */
export async function applyPairs(
  deps: CompareDeps,
  scope: SyncScope,
  { fresh, changed }: Pick<Weighed, 'fresh' | 'changed'>,
  read: AllRead,
  signal: AbortSignal,
): Promise<void> {
  for (const page of pagesOf(fresh)) {
    signal.throwIfAborted();
    await deps.store.transact(scope, (tx) => linkNew(tx, page));
  }
  for (const page of pagesOf(changed)) {
    signal.throwIfAborted();
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
  }
}

/** Somebody else may have linked one of two meanwhile: then it is theirs. */
async function linkNew(tx: SyncTransaction, page: readonly Fresh[]): Promise<void> {
  const taken = {
    left: new Set(
      (
        await tx.bySide(
          'left',
          page.map(({ record }) => record.left),
        )
      ).map(({ left }) => left),
    ),
    right: new Set(
      (
        await tx.bySide(
          'right',
          page.map(({ record }) => record.right),
        )
      ).map(({ right }) => right),
    ),
  };
  const free = page.filter(({ record }) => !taken.left.has(record.left) && !taken.right.has(record.right));
  await tx.add(free.map(({ record }) => record));
  await storeConsequences(tx, {
    reviews: free.flatMap(({ into }) => into.reviews),
    settled: [],
    because: free.flatMap(({ into }) => into.because),
  });
}

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

function* pagesOf<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += PAGE) yield all.slice(at, at + PAGE);
}

const aTurn = () => new Promise<void>((resolve) => setImmediate(resolve));
