import type { Edit } from '../change.ts';
import type { FieldState } from '../field-state.ts';
import type { Clocks } from '../rule.ts';
import { writtenMs } from './aim.ts';
import { madeAt } from './conflict.ts';

/** The edit is known now, and its side holds the value: where no write of ours came after it, or may have. */
export function noted(state: FieldState, change: Edit, kind: 'edit' | 'overwritten'): FieldState {
  const { side, value, versionMs, seenMs, writer, writerName, writerId, isCurrent, earlierMs = 0 } = change;
  const { refused: _, holds, ...own } = state[side];
  const edit = {
    ...{ value, versionMs, seenMs },
    ...(isCurrent && earlierMs > 0 && { isGuess: true as const }),
    ...(writer !== 'unknown' && { by: writer }),
    ...(writerName !== undefined && { byName: writerName }),
    ...(writerId !== undefined && { byId: writerId }),
  };
  if (kind === 'edit') return { ...state, [side]: { ...own, edit, holds: value } };
  // In one tick of the side's clock either may have come last.
  const isKnown = holds !== undefined && versionMs < writtenMs(own);
  return { ...state, [side]: { ...own, edit, ...(isKnown && { holds }) } };
}

/** Somebody set what was agreed already: from now on it is theirs. */
export function confirmed(state: FieldState, edit: Edit, clocks: Clocks): FieldState {
  const at = madeAt(edit, clocks);
  if (!state.origin || at.trueMs <= state.origin.trueMs) return state;
  return { ...state, origin: { side: edit.side, isCustomer: edit.isCustomer, ...at } };
}
