import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Side } from './canonical/canon.ts';
import type { FieldCodec } from './codec.ts';
import { comparePair, type PairCompared, type Read } from './compare-pair.ts';
import { type DeleteWave, settleMissing } from './gone.ts';
import type { LinkedRecord } from './linked-record.ts';
import type { Link, NewReview, SyncScope, SyncStore } from './ports.ts';
import type { Clocks } from './rule.ts';
import { noConsequences, storeConsequences } from './take-decision.ts';
import type { SideTarget } from './target.ts';

export interface ReconcileDeps {
  readonly store: Pick<SyncStore, 'transact'>;
  readonly codecs: readonly FieldCodec[];
  /** The fields by which records of both sides find each other, the first that finds exactly one. */
  readonly match: readonly FieldCodec[];
  readonly targets: Readonly<Record<Side, SideTarget>>;
  readonly wave: DeleteWave & { readonly changes: number };
  clocks(): Clocks;
  now(): number;
  onProgress?(progress: Progress): void;
}

export interface Progress {
  readonly phase: 'reading_left' | 'reading_right' | 'comparing';
  readonly done: number;
}

/** What a comparison found, and, where it was not a dry run, did. */
export interface Reconciled {
  readonly left: number;
  readonly right: number;
  readonly linked: number;
  readonly newLinks: number;
  /** Records of a side that nobody on the other could be found for. */
  readonly alone: Readonly<Record<Side, number>>;
  /** Records for which several could be meant. */
  readonly ambiguous: number;
  /** Values that would be written, or wait to be, by field and side. */
  readonly writes: Readonly<Record<string, Readonly<Record<Side, number>>>>;
  /** Records that anything is written to. */
  readonly changed: number;
  /** Fields that wait for a person. */
  readonly asked: number;
  /** Values that neither side's words can say. */
  readonly unreadable: number;
  /** Linked records that a side has no more. */
  readonly gone: Readonly<Record<Side, number>>;
  /** Too much at once: nothing of it was done. */
  readonly refused: 'deletes' | 'changes' | null;
}

const PAGE = 100;

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
  const { store, targets, wave } = deps;
  const [left, right] = await Promise.all([
    readAll(deps, targets.left, 'reading_left', signal),
    readAll(deps, targets.right, 'reading_right', signal),
  ]);
  const pairing = await pair(deps, scope, left, right);
  const { fresh, ambiguous, missing } = pairing;
  const pairs = [...pairing.known.map(({ left: l, right: r }) => [l, r] as const), ...fresh];
  const linked = pairing.known.length + missing.left.length + missing.right.length;
  const gone = { left: 0, right: 0 };
  for (const side of ['left', 'right'] as const) {
    const given = { store, target: targets[side], wave };
    const found = await settleMissing(given, scope, { side, vendorIds: missing[side], linked }, isDry, signal);
    gone[side] = found.gone;
    if (found.isWave) return { ...noCounts(), ...sizes(), gone, refused: 'deletes' };
  }
  // What would follow is known before any of it is done.
  const would = await comparePairs(deps, scope, { pairs, left, right, isDry: true }, signal);
  const most = Math.max(wave.atLeast, wave.changes * linked);
  const isWave = linked > 0 && would.changed > most;
  if (isDry || isWave) return { ...would, ...sizes(), gone, refused: isWave ? 'changes' : null };
  await store.transact(scope, (tx) => tx.open(ambiguous));
  return {
    ...(await comparePairs(deps, scope, { pairs, left, right, isDry }, signal)),
    ...sizes(),
    gone,
    refused: null,
  };

  function sizes() {
    const alone = { left: left.size - pairs.length, right: right.size - pairs.length };
    const counts = { left: left.size, right: right.size, linked: pairs.length, newLinks: fresh.length };
    return { ...counts, alone, ambiguous: ambiguous.length };
  }
}

interface Compared {
  readonly pairs: readonly (readonly [string, string])[];
  readonly left: ReadonlyMap<string, Read>;
  readonly right: ReadonlyMap<string, Read>;
  readonly isDry: boolean;
}

async function comparePairs(
  deps: ReconcileDeps,
  scope: SyncScope,
  { pairs, left, right, isDry }: Compared,
  signal: AbortSignal,
): Promise<Counts> {
  const counts = noCounts();
  for (let at = 0; at < pairs.length; at += PAGE) {
    signal.throwIfAborted();
    const page = pairs.slice(at, at + PAGE);
    await deps.store.transact(scope, async (tx) => {
      const stored = await tx.bySide(
        'left',
        page.map(([l]) => l),
      );
      const isStored = new Set(stored.map((record) => record.left));
      const unlinked = page.filter(([l]) => !isStored.has(l));
      const made = isDry ? unlinked.map(asIfLinked) : await tx.link(unlinked);
      const known = new Map([...stored, ...made].map((record) => [record.left, record]));
      const into = noConsequences();
      const saved: LinkedRecord[] = [];
      for (const [leftId, rightId] of page) {
        const [linked, l, r] = [known.get(leftId), left.get(leftId), right.get(rightId)];
        if (!linked || !l || !r || linked.right !== rightId || linked.hold) continue;
        const compared = await comparePair(deps, linked, { left: l, right: r }, into);
        addUp(counts, compared);
        saved.push(compared.record);
      }
      counts.asked += into.reviews.filter(({ blocks }) => blocks).length;
      if (isDry) return;
      await tx.save(saved);
      await storeConsequences(tx, into);
    });
    deps.onProgress?.({ phase: 'comparing', done: at + page.length });
  }
  return counts;
}

const asIfLinked = ([left, right]: readonly [string, string]): LinkedRecord => ({
  ...{ id: '', left, right, hold: undefined, fields: {} },
});

async function readAll(
  { now, onProgress }: ReconcileDeps,
  target: SideTarget,
  phase: Progress['phase'],
  signal: AbortSignal,
): Promise<Map<string, Read>> {
  const found = new Map<string, Read>();
  let after: string | undefined;
  do {
    const snapshotMs = now();
    const page = await target.list(after, signal);
    for (const record of page.records) if (!record.isProtected) found.set(record.id, { record, snapshotMs });
    onProgress?.({ phase, done: found.size });
    after = page.next;
  } while (after !== undefined);
  return found;
}

interface Pairing {
  readonly known: readonly Link[];
  readonly fresh: readonly (readonly [string, string])[];
  readonly ambiguous: readonly NewReview[];
  /** Linked, and not in the list of a side. */
  readonly missing: Readonly<Record<Side, readonly string[]>>;
}

/** Records that are linked, and those that find exactly one another by a field of the map. */
async function pair(
  { store, match }: ReconcileDeps,
  scope: SyncScope,
  left: ReadonlyMap<string, Read>,
  right: ReadonlyMap<string, Read>,
): Promise<Pairing> {
  const known = await store.transact(scope, (tx) => tx.linked());
  const isLinked = { left: new Set(known.map((k) => k.left)), right: new Set(known.map((k) => k.right)) };
  const fresh: [string, string][] = [];
  const ambiguous: NewReview[] = [];
  for (const codec of match) {
    const byValue = await valuesOf(codec, 'right', right, isLinked.right);
    for (const [value, leftIds] of await valuesOf(codec, 'left', left, isLinked.left)) {
      const rightIds = byValue.get(value) ?? [];
      const [l, r] = [leftIds[0], rightIds[0]];
      if (l === undefined || r === undefined) continue;
      if (leftIds.length > 1 || rightIds.length > 1) {
        ambiguous.push({ record: `left:${l}`, why: 'ambiguous_match', blocks: true, left: leftIds, right: rightIds });
        continue;
      }
      fresh.push([l, r]);
      isLinked.left.add(l);
      isLinked.right.add(r);
    }
  }
  const missing = {
    left: known.filter((record) => !record.hold && !left.has(record.left)).map((record) => record.left),
    right: known.filter((record) => !record.hold && !right.has(record.right)).map((record) => record.right),
  };
  const both = known.filter((record) => left.has(record.left) && right.has(record.right));
  return { known: both, fresh, ambiguous, missing };
}

async function valuesOf(
  codec: FieldCodec,
  side: Side,
  records: ReadonlyMap<string, Read>,
  isLinked: ReadonlySet<string>,
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const [id, { record }] of records) {
    const plain = ownValue(record.values, codec.property(side));
    if (isLinked.has(id) || plain === undefined) continue;
    const reading = await codec.read(side, plain);
    if (reading.kind !== 'value' || typeof reading.canon !== 'string' || reading.canon === '') continue;
    const list = found.get(reading.canon);
    if (list) list.push(id);
    else found.set(reading.canon, [id]);
  }
  return found;
}

type Counts = { -readonly [Name in keyof Reconciled]: Reconciled[Name] } & {
  writes: Record<string, Record<Side, number>>;
};
const noCounts = (): Counts => ({
  ...{ left: 0, right: 0, linked: 0, newLinks: 0, alone: { left: 0, right: 0 }, ambiguous: 0 },
  ...{ writes: {}, changed: 0, asked: 0, unreadable: 0, gone: { left: 0, right: 0 }, refused: null },
});

/** What a pair's record has to do, added up. */
function addUp(counts: Counts, { record, unreadable }: PairCompared): void {
  counts.unreadable += unreadable;
  let isChanged = false;
  for (const [field, state] of Object.entries(record.fields)) {
    for (const side of ['left', 'right'] as const) {
      if (!state[side].target) continue;
      const sum = ownValue(counts.writes, field) ?? { left: 0, right: 0 };
      counts.writes = { ...counts.writes, [field]: { ...sum, [side]: sum[side] + 1 } };
      isChanged = true;
    }
  }
  if (isChanged) counts.changed++;
}
