import { otherSide, type Side } from './canonical/canon.ts';
import type { FieldState } from './field-state.ts';
import type { Noted } from './noted.ts';
import type { Clocks } from './rule.ts';

/** With clocks less sure than this, a lag would say nothing. */
const SURE_MS = 60_000;

/**
 * How long ago the other side was edited, by its own stamp, when our write of that edit was answered. Nothing of values
 * that were never agreed before: a first run's are as old as the records. `before`: the field until the answer.
 */
export function lagOf(
  before: FieldState,
  side: Side,
  { clocks, nowMs, sinceMs }: { readonly clocks: Clocks; readonly nowMs: number; readonly sinceMs: number },
): readonly Noted[] {
  const from = otherSide(side);
  const edit = before[from].edit;
  const isOfEdit = before.origin?.side === from && before.before !== undefined && before[side].target !== undefined;
  if (!edit || !isOfEdit || clocks.uncertaintyMs > SURE_MS) return [];
  const madeMs = edit.versionMs - clocks.aheadMs[from];
  // While nobody was at work little was asked: what was made then says nothing.
  return madeMs < sinceMs ? [] : [{ name: 'lag', side, ms: Math.max(0, nowMs - madeMs) }];
}
