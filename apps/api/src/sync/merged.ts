import type { SyncRecord } from '../connectors/sync-port.ts';
import { otherSide, type Side } from './canonical/canon.ts';
import type { FieldState } from './field-state.ts';
import { goneSideOf, isGoneAccepted } from './gone.ts';
import { isDouble, type LinkedRecord } from './linked-record.ts';
import type { NewReview, SyncTransaction } from './ports.ts';

/** What an id that was asked for is called now: also that of one which was merged by way of another. */
export type Alias = Readonly<Record<string, string>>;

/** An answer that is not undone may be the other way round than it was taken: see `isLeftBehind`. */
const ANSWERED_MS = 3_600_000;

/**
 * Records that were merged at their vendor. What was linked to the one that is gone stands for the one that is left;
 * where that has a partner of its own, two on the other side stand for one, which only a person can settle. One of
 * which a person has said so is left as it is, and not asked about again.
 */
export async function followMerges(
  tx: SyncTransaction,
  side: Side,
  records: readonly SyncRecord[],
  alias: Alias = {},
): Promise<void> {
  const intoOf = survivorsOf(records, alias);
  const into = (record: LinkedRecord) => intoOf.get(record[side]) ?? record[side];
  const losers = (await tx.bySide(side, [...intoOf.keys()])).filter((record) => into(record) !== record[side]);
  if (losers.length === 0) return;
  const survivors = new Map(
    (await tx.bySide(side, [...new Set(losers.map(into))])).map((record) => [record[side], record]),
  );
  const doubles = new Map<string, LinkedRecord[]>();
  // What nobody has answered yet comes first: its partner is as good as that of one that is left as it is.
  for (const loser of losers.toSorted((a, b) => Number(isGoneAccepted(a)) - Number(isGoneAccepted(b)))) {
    const survivor = survivors.get(into(loser));
    if (!survivor) {
      if (!isLeft(loser, side)) survivors.set(into(loser), await move(tx, side, loser, into(loser)));
    } else if (await isLeftBehind(tx, side, survivor, loser)) {
      await tx.unlink(survivor.id, loser.id);
      survivors.set(into(loser), await move(tx, side, { ...loser, hold: undefined }, into(loser)));
      await isThereAgain(tx, side, loser);
    } else if (!isGoneAccepted(loser)) doubles.set(into(loser), [...(doubles.get(into(loser)) ?? []), loser]);
  }
  for (const [id, those] of doubles) {
    const survivor = survivors.get(id);
    if (survivor) await ask(tx, side, survivor, those);
  }
}

/** By the id that is gone, also where several were merged one after the other. */
export function survivorsOf(records: readonly SyncRecord[], alias: Alias): ReadonlyMap<string, string> {
  const told = new Map([
    ...Object.entries(alias),
    ...records.flatMap(({ id, absorbed = [] }) => absorbed.map((loser) => [loser, id] as const)),
  ]);
  const last = (id: string, steps = told.size): string => {
    const next = told.get(id);
    return next === undefined || next === id || steps === 0 ? id : last(next, steps - 1);
  };
  return new Map([...told.keys()].map((id) => [id, last(id)]));
}

/** A person has said that the other side's stays by itself. */
const isLeft = (record: LinkedRecord, side: Side): boolean => isGoneAccepted(record) && goneSideOf(record) === side;

/**
 * The other side has the partner of the survivor no more, and that of the one that was merged into it may be there: so it
 * is where somebody merged them the other way round. Of one that was left by itself that is taken for granted only for
 * as long as what was said of it can be undone.
 */
async function isLeftBehind(
  tx: SyncTransaction,
  side: Side,
  survivor: LinkedRecord,
  loser: LinkedRecord,
): Promise<boolean> {
  const other = otherSide(side);
  if (goneSideOf(survivor) !== other || goneSideOf(loser) === other) return false;
  if (!isLeft(loser, side)) return true;
  const { closedAgoMs = Number.POSITIVE_INFINITY, [other]: named } = await tx.named(survivor.id);
  return closedAgoMs < ANSWERED_MS && named.includes(loser[other]);
}

/** It stands for the one that is left from now on. */
async function move(tx: SyncTransaction, side: Side, loser: LinkedRecord, into: string): Promise<LinkedRecord> {
  const isBack = goneSideOf(loser) === side;
  const hold = isBack ? undefined : loser.hold;
  const moved: LinkedRecord = { ...loser, [side]: into, hold, fields: asUnseen(loser, side) };
  await tx.relink(moved);
  await tx.save([moved]);
  if (isBack) await isThereAgain(tx, side, loser);
  return moved;
}

/** Under another id: nobody has to be asked about it, and the other side is looked at anew. */
async function isThereAgain(tx: SyncTransaction, side: Side, { id, ...record }: LinkedRecord): Promise<void> {
  const other = otherSide(side);
  await tx.close(id, undefined);
  await tx.tell(other, [record[other]]);
}

/** Nothing is written to either until a person has answered. The item names all, also those of merges before. */
async function ask(
  tx: SyncTransaction,
  side: Side,
  survivor: LinkedRecord,
  losers: readonly LinkedRecord[],
): Promise<void> {
  const other = otherSide(side);
  const before = await tx.bySide(other, (await tx.named(survivor.id))[other]);
  const ids = [survivor, ...losers, ...before.filter(isDouble)].map((record) => record[other]);
  const all = [...new Set(ids)].sort();
  await tx.save(
    [survivor, ...losers]
      .filter(({ hold }) => !hold)
      .map((record): LinkedRecord => ({ ...record, hold: 'two_users_one_contact' })),
  );
  const named: Pick<NewReview, 'left' | 'right'> =
    side === 'left' ? { left: survivor.left, right: all } : { left: all, right: survivor.right };
  await tx.open([{ record: survivor.id, why: 'two_users_one_contact', blocks: true, ...named }]);
}

/** What was known of a side is of the record that is gone: what the other one holds may be older, and is news all the same. */
function asUnseen({ fields }: LinkedRecord, side: Side): LinkedRecord['fields'] {
  return Object.fromEntries(
    Object.entries(fields).map(([field, state]): [string, FieldState] => {
      const { target, refused } = state[side];
      const open = target && { target: { ...target, isSent: false } };
      return [field, { ...state, [side]: { sent: [], ...open, ...(refused && { refused }) } }];
    }),
  );
}
