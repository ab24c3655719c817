import type { SyncScope } from '../sync/ports.ts';
import type { Database } from './database.ts';

/** What is kept of values of records beside the records themselves. */
type ValueTable = 'sync_dead_letters' | 'sync_corrections' | 'sync_reviews';

/** Forgets all rows of these records, within a transaction that its caller ends. */
export async function forgetRowsOf(
  tx: Database,
  scope: SyncScope,
  tables: readonly ValueTable[],
  records: readonly string[],
): Promise<void> {
  for (const table of tables)
    await tx
      .deleteFrom(table)
      .where((eb) => eb.and({ ...scope }))
      .where('record', 'in', records)
      .execute();
}
