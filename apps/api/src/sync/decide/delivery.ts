import type { Canon, Side } from '../canonical/canon.ts';
import type { FieldState, Sent, SideState } from '../field-state.ts';
import type { Comparison, FieldRule } from '../rule.ts';
import { aim, isUnderWay, writtenMs } from './aim.ts';

/** So many writes are remembered for their echoes. */
const MAX_SENT = 6;

/** What waits to be sent to a side; `isAlone`: with nothing else of its record. */
export function waiting(
  state: FieldState,
  side: Side,
): { readonly value: Canon; readonly isAlone?: true | undefined } | undefined {
  const { target } = state[side];
  return target && !target.isSent ? { value: target.value, ...(target.isAlone && { isAlone: true }) } : undefined;
}

/** Stored before it is sent: if we die now, it is known that it may have been. */
export function sent(state: FieldState, side: Side, nowMs: number): FieldState {
  const own = state[side];
  if (!own.target) return state;
  const { value } = own.target;
  const list = [...own.sent, { value, atMs: nowMs }].slice(-MAX_SENT);
  return { ...state, [side]: { ...own, sent: list, target: { ...own.target, isSent: true } } };
}

/** The side says what it holds after our write: by its answer, or by the echo. */
export function answered(
  rule: FieldRule,
  state: FieldState,
  side: Side,
  { value, versionMs }: { readonly value: Canon; readonly versionMs: number },
): FieldState {
  const { compare } = rule;
  const own = state[side];
  const list = stamped(compare, own.sent, side, { value, versionMs });
  const { holds: held, target, ...rest } = { ...own, sent: list };
  const holds = holdsNow(compare, own, side, { value, versionMs }, held);
  const isReached = target !== undefined && holds !== undefined && compare.isSame(side, target.value, holds);
  const open = target && { ...target, isSent: target.isSent && isUnderWay(rest) };
  const now: FieldState = {
    ...state,
    [side]: {
      ...rest,
      ...(holds !== undefined && { holds }),
      ...(open && !isReached && { target: open }),
    },
  };
  return wholly(rewritten(rule, now, side));
}

/** Which of our writes an answer, or an echo, is of: the one under way, else one that nobody waits for any more. */
function stamped(
  compare: Comparison,
  list: readonly Sent[],
  side: Side,
  { value, versionMs }: { readonly value: Canon; readonly versionMs: number },
): Sent[] {
  const isSame = (each: Sent) => compare.isSame(side, each.value, value);
  if (list.some((each) => isSame(each) && each.versionMs === versionMs)) return [...list];
  const open = list.findLastIndex((each) => isSame(each) && each.versionMs === undefined && !each.isOver);
  const late = list.findIndex((each) => isSame(each) && each.versionMs === undefined);
  const done = list.findLastIndex((each) => isSame(each) && each.versionMs !== undefined && each.versionMs < versionMs);
  const at = [open, late, done].find((index) => index >= 0);
  return list.map((each, index) => (index === at ? { ...each, versionMs } : each));
}

/** What the side holds, given what it said it held at that version. Undefined where an edit has the same stamp. */
function holdsNow(
  compare: Comparison,
  { edit, sent }: SideState,
  side: Side,
  { value, versionMs }: { readonly value: Canon; readonly versionMs: number },
  held: Canon | undefined,
): Canon | undefined {
  if (versionMs < writtenMs({ sent })) return held;
  if (!edit || edit.versionMs < versionMs) return value;
  if (edit.versionMs > versionMs) return held;
  if (compare.isSame(side, edit.value, value)) return value;
  // What we knew of before we wrote came before it.
  const sentMs = Math.max(0, ...sent.filter((each) => compare.isSame(side, each.value, value)).map(({ atMs }) => atMs));
  return edit.seenMs <= sentMs ? value : undefined;
}

/** The side holds something else than what is agreed, and nothing is on its way: our write came after an edit. */
function rewritten({ compare, policy }: FieldRule, state: FieldState, side: Side): FieldState {
  const { target, holds, refused: isRefused } = state[side];
  if (!state.agreed || state.held || target || isRefused) return state;
  if (policy.kind === 'owned' && policy.foreignEdit === 'show' && policy.owner !== side) return state;
  if (holds !== undefined && compare.isSame(side, state.agreed.value, holds)) return state;
  return aim(compare, state, side, state.agreed.value);
}

/** Nothing is on its way any more: what was agreed before does not matter. */
function wholly(state: FieldState): FieldState {
  const isOpen = state.left.target || state.right.target || state.left.refused || state.right.refused;
  if (!state.agreed || isOpen) return state;
  const { before: _, ...rest } = state;
  return rest;
}

/** The side will not take it: it keeps what it has until somebody edits either side or says to try again. */
export function refused({ compare }: FieldRule, state: FieldState, side: Side, value: Canon): FieldState {
  const { target, ...own } = state[side];
  const isTarget = target !== undefined && compare.isSame(side, target.value, value);
  const list = own.sent.filter((each) => each.versionMs !== undefined || !compare.isSame(side, each.value, value));
  const rest = { ...own, sent: list };
  // A newer value waits already.
  if (target && !isTarget) return { ...state, [side]: { ...rest, target } };
  return { ...state, [side]: { ...rest, refused: { value } } };
}

/** Nobody knows whether it was taken: it is sent again once the side has been read and does not hold it. */
export function unsent(state: FieldState, side: Side): FieldState {
  const own = state[side];
  const list = own.sent.map((each) => (each.versionMs === undefined ? { ...each, isOver: true as const } : each));
  const target = own.target && { target: { ...own.target, isSent: false } };
  return { ...state, [side]: { ...own, sent: list, ...target } };
}

/** Somebody says to try again what the side did not take. */
export function replayed({ compare }: FieldRule, state: FieldState, side: Side): FieldState {
  const { refused: old, ...own } = state[side];
  if (!old) return state;
  const free = { ...state, [side]: own };
  return state.agreed && !state.held ? aim(compare, free, side, state.agreed.value) : free;
}

/** What both sides are known to hold: while a write waits or was refused, what they held before. */
export const settledValue = ({ agreed, before, left, right }: FieldState): { readonly value: Canon } | undefined =>
  left.target || right.target || left.refused || right.refused ? before : agreed;

/** It was never sent: what waits still waits. */
export function notSent(state: FieldState, side: Side): FieldState {
  const own = state[side];
  const list = own.sent.filter(({ versionMs, isOver }) => versionMs !== undefined || isOver);
  const target = own.target && { target: { ...own.target, isSent: false } };
  return { ...state, [side]: { ...own, sent: list, ...target } };
}

/** It was refused together with others, and may be none of what was meant: the next time it is sent by itself. */
export function apart(state: FieldState, side: Side): FieldState {
  const next = notSent(state, side);
  const { target } = next[side];
  return target ? { ...next, [side]: { ...next[side], target: { ...target, isAlone: true } } } : next;
}
