import { ReviewWhy } from '@sidelight/shared/sync/sync-parts.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { FieldState, Value } from '../sync/field-state.ts';
import type { SyncScope, SyncTransaction } from '../sync/ports.ts';
import type { Database } from './database.ts';

/** With who decided it. */
export const StoredChoice = z.object({
  by: z.string(),
  choice: z.union([
    z.object({ kind: z.enum(['left', 'right', 'neither']) }),
    z.object({ kind: z.literal('value'), value: Value }),
  ]),
});
/** What stood before a choice was done. */
const StoredBefore = z.object({
  hold: ReviewWhy.optional(),
  agreed: FieldState.shape.agreed,
  held: FieldState.shape.held,
});

interface Row {
  readonly id: string;
  readonly record: string;
  readonly field: string;
  readonly why: string;
  readonly choice: unknown;
  readonly left_value: unknown;
  readonly right_value: unknown;
}
const COLUMNS = ['id', 'record', 'field', 'why', 'choice', 'left_value', 'right_value'] as const;
const chosenOf = ({ id, record, field, why, choice, left_value, right_value }: Row) => ({
  ...{ review: id, record, why: ReviewWhy.parse(why), ...StoredChoice.parse(choice), ...(field !== '' && { field }) },
  ...{ left: Value.parse(left_value), right: Value.parse(right_value) },
});

/** What people decided of one kind of record and want undone, within a transaction that its caller ends. */
export function reviewChoices(
  tx: Database,
  scope: SyncScope,
  now: () => number,
): Pick<SyncTransaction, 'chosen' | 'done' | 'toUndo' | 'undone'> {
  const one = (review: string) =>
    tx.updateTable('sync_reviews').where('tenant', '=', scope.tenant).where('id', '=', review);
  return {
    async chosen(most) {
      const rows = await tx
        .selectFrom('sync_reviews')
        .select(COLUMNS)
        .where((eb) => eb.and({ ...scope }))
        .where('closed_at', 'is', null)
        .where('choice', 'is not', null)
        .limit(most)
        .execute();
      return rows.map(chosenOf);
    },
    async done({ review, by, choice }, before) {
      const { numUpdatedRows } = await one(review)
        .set({ closed_at: new Date(now()), closed_by: by, before: JSON.stringify(before) })
        .where('closed_at', 'is', null)
        .where(sql<boolean>`choice = ${JSON.stringify({ by, choice })}::jsonb`)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async toUndo(most) {
      const rows = await tx
        .selectFrom('sync_reviews')
        .select([...COLUMNS, 'before'])
        .where((eb) => eb.and({ ...scope }))
        .where('closed_at', 'is not', null)
        .where('undo_by', 'is not', null)
        .limit(most)
        .execute();
      return rows.map((row) => ({ ...chosenOf(row), before: StoredBefore.parse(row.before) }));
    },
    async undone({ review }, isDone) {
      const over = { before: null, undo_by: null };
      await one(review)
        .set(isDone ? { ...over, closed_at: null, closed_by: null, choice: null } : over)
        .execute();
    },
  };
}
