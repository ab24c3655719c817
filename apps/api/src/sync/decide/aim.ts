import type { Canon, Side } from '../canonical/canon.ts';
import type { FieldState, SideState } from '../field-state.ts';
import type { Comparison } from '../rule.ts';

export const isUnderWay = ({ sent }: Pick<SideState, 'sent'>): boolean =>
  sent.some(({ versionMs, isOver }) => versionMs === undefined && !isOver);

/** The side's stamp of our newest write that it has answered. */
export const writtenMs = ({ sent }: Pick<SideState, 'sent'>): number =>
  Math.max(Number.NEGATIVE_INFINITY, ...sent.map(({ versionMs }) => versionMs ?? Number.NEGATIVE_INFINITY));

/** The side is to hold this: nothing to send where it does already. What is under way to it is looked at when it ends. */
export function aim(compare: Comparison, state: FieldState, side: Side, value: Canon): FieldState {
  const { target, refused: _, ...own } = state[side];
  if (own.holds !== undefined && compare.isSame(side, value, own.holds)) return { ...state, [side]: own };
  const isSent = target?.isSent === true && compare.isSame(side, value, target.value);
  return { ...state, [side]: { ...own, target: { value, isSent } } };
}

/** What waits to be sent to this side is not sent. What is under way cannot be called back. */
export function cancel(state: FieldState, side: Side): FieldState {
  const { target: _, ...own } = state[side];
  return { ...state, [side]: own };
}
