import { otherSide, type Side } from './canonical/canon.ts';
import type { LinkedRecord } from './linked-record.ts';
import type { SyncTransaction } from './ports.ts';
import type { SideTarget } from './target.ts';

/** A record that one side has deleted: the other's is neither deleted nor brought back there until somebody says so. */
export async function holdGone(tx: SyncTransaction, side: Side, vendorIds: readonly string[]): Promise<void> {
  const gone = (await tx.bySide(side, vendorIds)).filter(({ hold }) => hold === undefined);
  const held: LinkedRecord[] = [];
  for (const record of gone) held.push(await heldAsGone(tx, side, record));
  await tx.save(held);
}

/** The record as it is to be saved. */
export async function heldAsGone(tx: SyncTransaction, side: Side, record: LinkedRecord): Promise<LinkedRecord> {
  const { id, left, right } = record;
  const why = goneOn(side);
  await tx.open([{ record: id, why, blocks: true, left, right }]);
  return { ...record, hold: why };
}

const goneOn = (side: Side) => (side === 'left' ? 'gone_on_left' : 'gone_on_right');

/** Which side has it no more, as far as that is what holds it. */
export const goneSideOf = ({ hold }: Pick<LinkedRecord, 'hold'>): Side | undefined =>
  (['left', 'right'] as const).find((side) => hold === goneOn(side));

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
 * id. A wave of them is taken for a fault.
 */
export async function findGone(
  { target, wave }: { readonly target: SideTarget; readonly wave: DeleteWave },
  { vendorIds, linked }: Missing,
  signal: AbortSignal,
): Promise<{ readonly gone: readonly string[]; readonly isWave: boolean }> {
  const gone: string[] = [];
  for (let at = 0; at < vendorIds.length; at += target.batch) {
    const asked = vendorIds.slice(at, at + target.batch);
    const { records, alias } = await target.read(asked, signal);
    const isThere = new Set([
      ...records.filter(({ isDeleted }) => !isDeleted).map(({ id }) => id),
      ...Object.keys(alias),
    ]);
    gone.push(...asked.filter((id) => !isThere.has(id)));
  }
  const isWave = gone.length >= wave.atLeast && gone.length > wave.deletes * linked;
  return { gone, isWave };
}
