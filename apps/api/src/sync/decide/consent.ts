import { type Canon, sameCanon } from '../canonical/canon.ts';
import type { FieldState, SideState } from '../field-state.ts';
import type { FieldRule } from '../rule.ts';
import { cancel } from './aim.ts';
import type { Decision } from './decision.ts';

/** It says that somebody wants no advertising. */
export const isNo = ({ no }: FieldRule, value: Canon): boolean => no !== undefined && sameCanon(value, no);

/**
 * What was decided without a person, unless it would turn a no into anything else: then nothing is written, and a person
 * is asked. What one has decided before stays.
 */
export function guarded(rule: FieldRule, before: FieldState, decision: Decision, sinceMs: number): Decision {
  const { no } = rule;
  if (no === undefined || !sides.some((side) => loosens(rule, before[side], decision.next[side]))) return decision;
  const { agreed: _, ...rest } = cancel(cancel(decision.next, 'left'), 'right');
  const both = { left: rest.left.holds ?? no, right: rest.right.holds ?? no };
  const last = rest.before ?? before.agreed;
  const held = { why: 'consent' as const, sinceMs, ...both };
  return {
    because: 'asked',
    next: { ...rest, ...(last && { before: last }), held },
    review: { why: 'consent', blocks: true, ...both },
  };
}

const sides = ['left', 'right'] as const;

/** Something else is newly on its way to a side that holds a no, or may. */
function loosens(rule: FieldRule, was: SideState, { holds, target }: SideState): boolean {
  if (!target || isNo(rule, target.value)) return false;
  if (was.target && sameCanon(was.target.value, target.value)) return false;
  return holds === undefined || isNo(rule, holds);
}
