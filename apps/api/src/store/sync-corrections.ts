import { z } from 'zod';
import { Value } from '../sync/field-state.ts';
import type { SyncScope, SyncTransaction } from '../sync/ports.ts';
import type { Database } from './database.ts';

const Before = z.object({ value: Value });

/** Values that people corrected beside a ticket, within a transaction that its caller ends. */
export function withinCorrections(
  tx: Database,
  scope: SyncScope,
  now: () => number,
): Pick<SyncTransaction, 'keepCorrection' | 'correction' | 'forgetCorrection'> {
  return {
    async keepCorrection({ id, record, field, value, before, by }) {
      await tx
        .insertInto('sync_corrections')
        .values({
          ...{ ...scope, id, record, field, made_by: by, made_at: new Date(now()) },
          ...{ value: JSON.stringify(value), before: JSON.stringify(before) },
        })
        .execute();
    },
    async correction(id, since) {
      const row = await tx
        .selectFrom('sync_corrections')
        .selectAll()
        .where((eb) => eb.and({ ...scope, id }))
        .where('made_at', '>', since)
        // Undone twice at once, it is undone once.
        .forUpdate()
        .executeTakeFirst();
      if (!row) return undefined;
      return {
        ...{ id, record: row.record, field: row.field, by: row.made_by },
        ...{ value: Value.parse(row.value), before: Before.parse(row.before) },
      };
    },
    async forgetCorrection(id) {
      await tx
        .deleteFrom('sync_corrections')
        .where((eb) => eb.and({ ...scope, id }))
        .execute();
    },
  };
}
