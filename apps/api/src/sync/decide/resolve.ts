import type { Canon } from '../canonical/canon.ts';
import type { FieldState } from '../field-state.ts';
import type { FieldRule } from '../rule.ts';
import { aim } from './aim.ts';
import type { Decision } from './decision.ts';

/** A person has decided: both sides are to hold this. */
export function resolve({ compare }: FieldRule, state: FieldState, value: Canon, nowMs: number): Decision {
  const { held: _, before, ...free } = state;
  const agreed: FieldState = {
    ...free,
    agreed: { value },
    origin: { side: 'sidelight', trueMs: nowMs, uncertaintyMs: 0, isCustomer: false },
    rounds: [],
    ...((state.agreed ?? before) && { before: before ?? state.agreed }),
  };
  return { because: 'resolved', next: aim(compare, aim(compare, agreed, 'left', value), 'right', value) };
}
