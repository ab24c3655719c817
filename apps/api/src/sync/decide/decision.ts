import type { ReviewWhy } from '@sidelight/shared/sync/sync-parts.ts';
import type { Canon } from '../canonical/canon.ts';
import type { FieldState } from '../field-state.ts';

/** Why it was decided so: for the audit, the statistics and the dry run. */
export type Because =
  | 'duplicate'
  | 'echo'
  | 'same'
  | 'stale'
  | 'under_way'
  | 'held'
  | 'unmet'
  | 'refused_before'
  | 'owner'
  | 'newer'
  | 'rule'
  | 'filled'
  | 'first'
  | 'empty_kept'
  | 'owner_empty'
  | 'foreign_edit_shown'
  | 'foreign_edit_reverted'
  | 'lost'
  | 'asked'
  | 'settled'
  | 'resolved'
  | 'computed'
  | 'undone';

export interface ReviewItem {
  readonly why: ReviewWhy;
  /** Nothing is written to the field until somebody decides. One that does not block only keeps the value that lost. */
  readonly blocks: boolean;
  readonly left: Canon;
  readonly right: Canon;
}

/** What follows from a change. What is to be written are the targets of `next`. */
export interface Decision {
  readonly because: Because;
  readonly next: FieldState;
  readonly review?: ReviewItem;
}
