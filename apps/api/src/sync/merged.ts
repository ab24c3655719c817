import type { SyncRecord } from '../connectors/sync-port.ts';
import type { Side } from './canonical/canon.ts';
import type { FieldState } from './field-state.ts';
import type { LinkedRecord } from './linked-record.ts';
import type { NewReview, SyncTransaction } from './ports.ts';

/**
 * Records that were merged at their vendor. What was linked to the one that is gone stands for the one that is left;
 * where that has a partner of its own, two on the other side stand for one, which only a person can put right.
 */
export async function followMerges(tx: SyncTransaction, side: Side, records: readonly SyncRecord[]): Promise<void> {
  const intoOf = new Map(records.flatMap(({ id, absorbed = [] }) => absorbed.map((loser) => [loser, id] as const)));
  const losers = (await tx.bySide(side, [...intoOf.keys()])).filter(
    (record) => intoOf.get(record[side]) !== record[side],
  );
  if (losers.length === 0) return;
  const survivors = new Map(
    (await tx.bySide(side, [...new Set(losers.map((record) => intoOf.get(record[side]) ?? ''))])).map((record) => [
      record[side],
      record,
    ]),
  );
  const held: LinkedRecord[] = [];
  const items: NewReview[] = [];
  for (const loser of losers) {
    const into = intoOf.get(loser[side]) ?? '';
    const survivor = survivors.get(into);
    if (!survivor) {
      const moved = { ...loser, [side]: into, fields: asUnseen(loser, side) };
      await tx.relink(moved);
      await tx.save([moved]);
      survivors.set(into, moved);
      continue;
    }
    for (const one of [survivor, loser]) if (!one.hold) held.push({ ...one, hold: 'two_users_one_contact' });
    items.push({ record: survivor.id, why: 'two_users_one_contact', blocks: true, ...sidesOf(survivor, loser, side) });
  }
  await tx.save(held);
  await tx.open(items);
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

function sidesOf(survivor: LinkedRecord, loser: LinkedRecord, side: Side): Pick<NewReview, 'left' | 'right'> {
  const both = (other: Side) => [survivor[other], loser[other]].sort();
  return side === 'left'
    ? { left: survivor.left, right: both('right') }
    : { left: both('left'), right: survivor.right };
}
