import { ReviewWhy } from '@sidelight/shared/sync/sync-parts.ts';
import { z } from 'zod';
import type { Canon, Side } from '../sync/canonical/canon.ts';
import { Value } from '../sync/field-state.ts';
import { StoredChoice } from './review-choices.ts';

export interface OpenItem {
  readonly id: string;
  readonly object: string;
  readonly record: string;
  /** What each side calls the record; absent where it is not linked. */
  readonly ids?: Readonly<Record<Side, string>>;
  /** Absent where it is about the whole record. */
  readonly field?: string;
  readonly why: ReviewWhy;
  /** Nothing is written until it is decided; else it only keeps what gave way. */
  readonly blocks: boolean;
  readonly left: Canon;
  readonly right: Canon;
  readonly openedAt: string;
  /** Who has decided it already: it is about to be done. */
  readonly decidedBy?: string;
}

/** A row of an item, with the ids of its record where it is linked. */
export interface ItemRow {
  readonly id: string;
  readonly object: string;
  readonly record: string;
  readonly field: string;
  readonly why: string;
  readonly blocks: boolean;
  readonly left_value: unknown;
  readonly right_value: unknown;
  readonly opened_at: Date;
  readonly choice: unknown;
  readonly left_id: string | null;
  readonly right_id: string | null;
}

const at = z.coerce.date().transform((date) => date.toISOString());

export function itemOf({
  id,
  object,
  record,
  field,
  why,
  blocks,
  left_id,
  right_id,
  choice,
  ...row
}: ItemRow): OpenItem {
  return {
    ...{ id, object, record, why: ReviewWhy.parse(why), blocks, openedAt: at.parse(row.opened_at) },
    ...{ left: Value.parse(row.left_value), right: Value.parse(row.right_value) },
    ...(left_id !== null && right_id !== null && { ids: { left: left_id, right: right_id } }),
    ...(field !== '' && { field }),
    ...(choice !== null && { decidedBy: StoredChoice.parse(choice).by }),
  };
}
