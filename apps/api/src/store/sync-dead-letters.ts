import { randomUUID } from 'node:crypto';
import { type LetterReason, SyncSide } from '@sidelight/shared/sync/sync-parts.ts';
import { sql } from 'kysely';
import type { Noted } from '../sync/noted.ts';
import type { SyncScope, SyncTransaction } from '../sync/ports.ts';
import type { Database } from './database.ts';

/** A side that refuses what is well formed may have changed the property. */
const DOUBTFUL: readonly LetterReason[] = ['mapping', 'validation', 'permission', 'not_taken'];

/** Values that one side did not take, within a transaction that its caller ends. */
export function withinDeadLetters(
  tx: Database,
  scope: SyncScope,
  now: () => number,
  /** At what the sides say of their properties. */
  look: () => void,
  note: (noted: Noted) => void,
): Pick<SyncTransaction, 'bury' | 'unbury' | 'toReplay'> {
  return {
    async bury(letters) {
      for (const { record, side, field, reason, valueClass, isRead } of letters) {
        if (valueClass === undefined && DOUBTFUL.includes(reason)) look();
        const why = { reason, value_class: valueClass ?? null };
        const [row] = await tx
          .insertInto('sync_dead_letters')
          .values({ ...scope, record, side, field, id: randomUUID(), ...why })
          .onConflict((conflict) =>
            conflict
              .columns(['tenant', 'object', 'record', 'side', 'field'])
              .doUpdateSet({ ...why, died_at: new Date(now()) }),
          )
          .returning(sql<boolean>`xmax = 0`.as('isNew'))
          .execute();
        // A record that is read again says the same again.
        if (row?.isNew || !isRead) note({ name: 'refused', side, reason });
      }
    },
    async unbury(letters) {
      if (letters.length === 0) return;
      const rows = letters.map(({ record, side, field }) => ({ record, side, field }));
      await sql`delete from sync_dead_letters l
        using jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(record text, side text, field text)
        where l.tenant = ${scope.tenant} and l.object = ${scope.object}
          and l.record = n.record and l.side = n.side and l.field = n.field`.execute(tx);
    },
    async toReplay(most) {
      const rows = await tx
        .selectFrom('sync_dead_letters')
        .select(['record', 'side', 'field'])
        .where((eb) => eb.and(scope))
        .where('replay_by', 'is not', null)
        .limit(most)
        .execute();
      return rows.map(({ record, side, field }) => ({ record, side: SyncSide.parse(side), field }));
    },
  };
}
