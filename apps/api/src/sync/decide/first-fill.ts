import { type Canon, otherSide, type Side } from '../canonical/canon.ts';
import type { FieldState } from '../field-state.ts';
import type { Clocks, FieldRule } from '../rule.ts';
import { aim } from './aim.ts';
import { guarded } from './consent.ts';
import type { Decision } from './decision.ts';
import { isEmpty, meet } from './meet.ts';

/**
 * A record that we made a moment ago, from one of the side `from`: what it holds was given to it by us or is a default
 * that nobody has chosen, so the value it was made from counts, and a default never travels back.
 */
export const firstFill = (rule: FieldRule, state: FieldState, made: Made, clocks: Clocks): Decision =>
  guarded(rule, state, filled(rule, state, made, clocks), made.nowMs);

interface Made {
  readonly from: Side;
  readonly left: Canon;
  readonly right: Canon;
  readonly nowMs: number;
}

function filled(rule: FieldRule, state: FieldState, { from, left, right, nowMs }: Made, clocks: Clocks): Decision {
  const { compare, policy } = rule;
  const to = otherSide(from);
  const held: FieldState = { ...state, left: { ...state.left, holds: left }, right: { ...state.right, holds: right } };
  if (policy.kind === 'owned' && policy.owner !== from) return meet(rule, held, nowMs, clocks);
  const value = from === 'left' ? left : right;
  const merged = compare.merge(left, right);
  if (merged !== undefined) return { because: 'same', next: { ...held, agreed: { value: merged } } };
  const agreed: FieldState = { ...held, agreed: { value } };
  return isEmpty(value)
    ? { because: 'empty_kept', next: agreed }
    : { because: 'filled', next: aim(compare, agreed, to, value) };
}
