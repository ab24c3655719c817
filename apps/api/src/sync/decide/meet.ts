import { type Canon, otherSide, type Side } from '../canonical/canon.ts';
import type { FieldState } from '../field-state.ts';
import type { Clocks, FieldRule } from '../rule.ts';
import { aim } from './aim.ts';
import { isNo } from './consent.ts';
import type { Decision } from './decision.ts';

export const isEmpty = (value: Canon): boolean => value === null || value.length === 0;

/** Two values, both known, that never agreed. An empty one is filled, and never erases the other. */
export function meet(rule: FieldRule, state: FieldState, nowMs: number, clocks: Clocks): Decision {
  const { compare, policy, first } = rule;
  const left = state.left.holds ?? null;
  const right = state.right.holds ?? null;
  const same = compare.merge(left, right);
  if (same !== undefined)
    return {
      because: 'same',
      next: { ...state, agreed: { value: same }, ...originOf(state, ['left', 'right'], clocks) },
    };

  const take = (side: Side, because: 'filled' | 'first' | 'owner'): Decision => {
    const value = side === 'left' ? left : right;
    const agreed: FieldState = { ...state, agreed: { value }, ...originOf(state, [side], clocks) };
    const next = aim(compare, agreed, otherSide(side), value);
    if (because === 'filled') return { because, next };
    return { because, next, review: { why: 'owner_wins', blocks: false, left, right } };
  };
  if (policy.kind === 'owned') {
    // It has not been worked out yet.
    if (policy.owner === 'sidelight') return { because: 'owner_empty', next: state };
    const value = policy.owner === 'left' ? left : right;
    if (isEmpty(value)) return { because: 'owner_empty', next: state };
    return take(policy.owner, isEmpty(policy.owner === 'left' ? right : left) ? 'filled' : 'owner');
  }
  if (isNo(rule, left)) return take('left', 'filled');
  if (isNo(rule, right)) return take('right', 'filled');
  if (isEmpty(left)) return take('right', 'filled');
  if (isEmpty(right)) return take('left', 'filled');
  if (first !== 'review') return take(first, 'first');
  const held = { why: 'never_agreed', left, right } as const;
  return { because: 'asked', next: { ...state, held: { ...held, sinceMs: nowMs } }, review: { ...held, blocks: true } };
}

/** The last edit that we know of on these sides: what comes later is held against it. */
function originOf(
  state: FieldState,
  sides: readonly Side[],
  { aheadMs, uncertaintyMs }: Clocks,
): Pick<FieldState, 'origin'> {
  const known = sides.flatMap((side) => {
    const { edit } = state[side];
    return edit ? [{ side, trueMs: edit.versionMs - aheadMs[side], uncertaintyMs, isCustomer: false }] : [];
  });
  const origin = known.sort((a, b) => b.trueMs - a.trueMs)[0];
  return origin ? { origin } : {};
}
