import type { Side } from '../sync/canonical/canon.ts';
import type { SyncScope, SyncTransaction } from '../sync/ports.ts';
import type { Database } from './database.ts';

/** Records that are to be read, of one kind of one tenant, within a transaction that its caller ends. */
export const withinTold = (
  tx: Database,
  { tenant, object }: SyncScope,
  now: () => number,
  queue: (side: Side) => void,
): Pick<SyncTransaction, 'tell'> => ({
  async tell(side, vendorIds) {
    if (vendorIds.length === 0) return;
    const told_at = new Date(now());
    await tx
      .insertInto('sync_told')
      .values([...new Set(vendorIds)].toSorted().map((vendor_id) => ({ tenant, object, side, vendor_id, told_at })))
      .onConflict((conflict) => conflict.columns(['tenant', 'object', 'side', 'vendor_id']).doUpdateSet({ told_at }))
      .execute();
    queue(side);
  },
});
