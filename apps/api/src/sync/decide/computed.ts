import { type Canon, sameCanon } from '../canonical/canon.ts';
import type { FieldState } from '../field-state.ts';
import type { FieldRule } from '../rule.ts';
import type { Decision } from './decision.ts';
import { isEmpty } from './meet.ts';
import { resolve } from './resolve.ts';

/** We have worked a field out anew: both sides are to hold it. The same again is nothing. */
export function computed(rule: FieldRule, state: FieldState, value: Canon, nowMs: number): Decision {
  if (state.held) return { because: 'held', next: state };
  if (isEmpty(value) && (rule.nulls === 'keep' || !state.agreed)) return { because: 'empty_kept', next: state };
  if (state.agreed && sameCanon(state.agreed.value, value)) return { because: 'same', next: state };
  const { next } = resolve(rule, state, value, nowMs);
  const [left, right] = [state.left.holds ?? null, state.right.holds ?? null];
  const isTakenOver = !state.agreed && [left, right].some((held) => !isEmpty(held) && !sameCanon(held, value));
  // What somebody else kept there before is not lost without a word.
  return {
    because: 'computed',
    next,
    ...(isTakenOver && { review: { why: 'owner_wins', blocks: false, left, right } }),
  };
}
