import type { Edit } from '../change.ts';
import type { FieldState } from '../field-state.ts';
import type { FieldRule } from '../rule.ts';

/** Somebody changed a value that we had written to this side a moment ago. */
function isRound({ breaker }: FieldRule, state: FieldState, { side, seenMs }: Edit): boolean {
  return state[side].sent.some(({ atMs }) => seenMs - atMs <= breaker.withinMs);
}
const recent = ({ breaker }: FieldRule, { rounds }: FieldState, { seenMs }: Edit) =>
  rounds.filter((atMs) => seenMs - atMs <= breaker.withinMs);

/** The rounds of late, with this edit's where it is one. */
export function roundsWith(rule: FieldRule, state: FieldState, edit: Edit): number[] {
  return isRound(rule, state, edit) ? [...recent(rule, state, edit), edit.seenMs] : recent(rule, state, edit);
}

/** We and somebody else keep changing it back. */
export function isPingPong(rule: FieldRule, state: FieldState, edit: Edit): boolean {
  return isRound(rule, state, edit) && recent(rule, state, edit).length >= rule.breaker.rounds;
}
