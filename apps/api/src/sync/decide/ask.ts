import type { ReviewWhy } from '@sidelight/shared/sync/sync-parts.ts';
import { type Canon, otherSide } from '../canonical/canon.ts';
import type { Edit } from '../change.ts';
import type { FieldState } from '../field-state.ts';
import type { FieldRule } from '../rule.ts';
import { cancel } from './aim.ts';
import type { Decision, ReviewItem } from './decision.ts';

/** Both sides' values, for an item: the edit on its side, what was agreed on the other. */
function sides(state: FieldState, { side, value }: Edit): { left: Canon; right: Canon } {
  const other = otherSide(side);
  const { target, holds } = state[other];
  const opposite = (target || holds === undefined ? state.agreed?.value : holds) ?? null;
  return side === 'left' ? { left: value, right: opposite } : { left: opposite, right: value };
}

/** A value that gave way, kept where a person finds it. */
export const kept = (state: FieldState, edit: Edit, why: ReviewWhy): ReviewItem => ({
  why,
  blocks: false,
  ...sides(state, edit),
});

/** Nothing more is written until a person has decided. */
export function ask(seen: FieldState, edit: Edit, why: ReviewWhy): Decision {
  const { agreed, ...rest } = cancel(cancel(seen, 'left'), 'right');
  const both = sides(seen, edit);
  const next: FieldState = {
    ...rest,
    ...(agreed && { before: rest.before ?? agreed }),
    held: { why, sinceMs: edit.seenMs, ...both },
  };
  return { because: 'asked', next, review: { why, blocks: true, ...both } };
}

/** Sides that come to hold the same need no person any more. */
export function whileHeld({ compare }: FieldRule, seen: FieldState, edit: Edit): Decision {
  const { held, ...free } = seen;
  if (!held) return { because: 'held', next: seen };
  const both = { left: held.left, right: held.right, [edit.side]: edit.value };
  const value = compare.merge(both.left, both.right);
  const isHeldByBoth = seen.left.holds !== undefined && seen.right.holds !== undefined;
  if (
    value !== undefined &&
    isHeldByBoth &&
    compare.merge(seen.left.holds ?? null, seen.right.holds ?? null) !== undefined
  )
    return { because: 'settled', next: { ...free, agreed: { value } } };
  return {
    because: 'held',
    next: { ...seen, held: { ...held, ...both } },
    review: { why: held.why, blocks: true, ...both },
  };
}
