import { otherSide, type Side } from './canonical/canon.ts';
import { isDouble, type LinkedRecord } from './linked-record.ts';
import type { SyncTransaction } from './ports.ts';
import type { SideTarget } from './target.ts';

/** A record that one side has deleted: the other's is neither deleted nor brought back there until somebody says so. */
export async function holdGone(tx: SyncTransaction, side: Side, vendorIds: readonly string[]): Promise<void> {
  const gone = (await tx.bySide(side, vendorIds)).filter(({ hold }) => hold === undefined);
  const held: LinkedRecord[] = [];
  for (const record of gone) held.push(await heldAsGone(tx, side, record));
  await tx.save(held);
  for (const { id, [otherSide(side)]: partner } of gone) {
    // Of several that stood for it another may have been left: see `followMerges`.
    if ((await tx.named(id)).closedAgoMs !== undefined) await tx.tell(otherSide(side), [partner]);
  }
}

/** The record as it is to be saved. */
export async function heldAsGone(tx: SyncTransaction, side: Side, record: LinkedRecord): Promise<LinkedRecord> {
  const { id, left, right } = record;
  const why = goneOn(side);
  await tx.open([{ record: id, why, blocks: true, left, right }]);
  return { ...record, hold: why };
}

const goneOn = (side: Side) => (side === 'left' ? 'gone_on_left' : 'gone_on_right');

/** Which side no longer has it, as far as that is what holds it. */
export const goneSideOf = ({ hold }: Pick<LinkedRecord, 'hold'>): Side | undefined =>
  (['left', 'right'] as const).find((side) => hold === goneOn(side));

/**
 * Of several that stood for one of the other side, each linked to a record that was merged into that one: a person has
 * settled it. What is left of the others is that they are there, linked to nobody, as of a record that is gone.
 */
export async function leaveOthers(
  tx: SyncTransaction,
  record: LinkedRecord,
  named: Readonly<Record<Side, readonly string[]>>,
): Promise<readonly LinkedRecord[]> {
  const other = named.left.length > 1 ? 'left' : 'right';
  const found = await tx.bySide(other, named[other]);
  const others = found.filter((one) => one.id !== record.id && (isDouble(one) || goneSideOf(one) !== undefined));
  const left = others.map((one): LinkedRecord => ({ ...one, hold: goneOn(otherSide(other)), fields: {} }));
  for (const { id } of left) {
    await tx.forgetValues(id);
    await tx.close(id, undefined);
  }
  await tx.save(left);
  // Which of them is still there, and what it holds.
  await tx.tell(other, named[other]);
  await tx.tell(otherSide(other), [record[otherSide(other)]]);
  // That its own partner is gone was not what was answered.
  const side = goneSideOf(record);
  if (side && !isGoneAccepted(record)) await heldAsGone(tx, side, record);
  return left;
}

/** A person has said that it stays so: what is known of its values is forgotten, and only that it is gone is kept. */
export async function acceptGone(tx: SyncTransaction, side: Side, record: LinkedRecord): Promise<LinkedRecord> {
  await tx.forgetValues(record.id);
  // It may have been brought back before.
  await tx.tell(side, [record[side]]);
  return { ...record, fields: {} };
}

export const isGoneAccepted = (record: LinkedRecord): boolean =>
  goneSideOf(record) !== undefined && Object.keys(record.fields).length === 0;

/** Somebody has made it anew, under another id. */
export async function takePlace(
  tx: SyncTransaction,
  side: Side,
  record: LinkedRecord,
  vendorId: string,
): Promise<LinkedRecord> {
  const next = { ...record, [side]: vendorId, hold: undefined };
  await tx.relink(next);
  return next;
}

/** It is there again: both sides are looked at as if they had never met. */
export async function cameBack(tx: SyncTransaction, side: Side, record: LinkedRecord): Promise<LinkedRecord> {
  const other = otherSide(side);
  await tx.tell(other, [record[other]]);
  return { ...record, hold: undefined };
}

/** How many deletions in one comparison wait until somebody has approved them. */
export interface DeleteWave {
  /** Of all linked records. */
  readonly deletes: number;
  readonly atLeast: number;
}

export interface Missing {
  readonly vendorIds: readonly string[];
  readonly linked: number;
}

/**
 * A list may leave out what is there: what is missing in it is gone when the vendor says so when asked for it by its
 * id. A wave of them is taken for a fault. `alias`: what those that were merged are called now.
 */
export async function findGone(
  { target, wave }: { readonly target: SideTarget; readonly wave: DeleteWave },
  { vendorIds, linked }: Missing,
  signal: AbortSignal,
): Promise<{
  readonly gone: readonly string[];
  readonly isWave: boolean;
  readonly alias: Readonly<Record<string, string>>;
}> {
  const gone: string[] = [];
  const merged: [string, string][] = [];
  for (let at = 0; at < vendorIds.length; at += target.batch) {
    const asked = vendorIds.slice(at, at + target.batch);
    const { records, alias } = await target.read(asked, signal);
    const isThere = new Set([
      ...records.filter(({ isDeleted }) => !isDeleted).map(({ id }) => id),
      ...Object.keys(alias),
    ]);
    gone.push(...asked.filter((id) => !isThere.has(id)));
    merged.push(...Object.entries(alias));
  }
  const isWave = gone.length >= wave.atLeast && gone.length > wave.deletes * linked;
  return { gone, isWave, alias: Object.fromEntries(merged) };
}
