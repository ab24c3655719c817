import type { Canon } from '../canonical/canon.ts';
import type { FieldState } from '../field-state.ts';
import type { FieldRule } from '../rule.ts';
import { aim } from './aim.ts';
import type { Decision } from './decision.ts';
import { isEmpty } from './meet.ts';

/** Both sides hold nothing, and nobody has ever said that it is to be so. */
export const canBeSeeded = ({ agreed, held, left, right }: FieldState, seen: Canon): boolean =>
  isEmpty(seen) &&
  !held &&
  (!agreed || isEmpty(agreed.value)) &&
  !left.edit &&
  !right.edit &&
  !left.target &&
  !right.target;

/** A field takes over what the one before it held: both sides are to hold it. */
export function seed({ compare }: FieldRule, state: FieldState, value: Canon): Decision {
  const empty: FieldState = {
    ...state,
    agreed: { value },
    left: { ...state.left, holds: null },
    right: { ...state.right, holds: null },
  };
  return { because: 'filled', next: aim(compare, aim(compare, empty, 'left', value), 'right', value) };
}

/** What a field holds that is compared no more: what was agreed, else its owner's value, else the only one there is. */
export function lastValue({ policy, compare }: FieldRule, { agreed }: FieldState, left: Canon, right: Canon): Canon {
  if (agreed && !isEmpty(agreed.value)) return agreed.value;
  if (policy.kind === 'owned') return policy.owner === 'right' ? right : left;
  if (isEmpty(left)) return right;
  return isEmpty(right) ? left : (compare.merge(left, right) ?? null);
}
