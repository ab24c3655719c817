import type { Canon, Side } from '../canonical/canon.ts';
import type { Edit, Observation } from '../change.ts';
import type { FieldState, SideState } from '../field-state.ts';
import type { Clocks, FieldRule } from '../rule.ts';
import { cancel, isUnderWay, writtenMs } from './aim.ts';
import { guarded } from './consent.ts';
import { decide } from './decide.ts';
import type { Decision } from './decision.ts';
import { answered, unsent } from './delivery.ts';
import { meet } from './meet.ts';

export interface Observed {
  readonly left?: Observation;
  readonly right?: Observation;
}

/**
 * What follows from having read one or both sides. What came in or went out since then is newer than what was read;
 * a difference is an edit that nobody told us of.
 */
export function observe(rule: FieldRule, state: FieldState, seen: Observed, clocks: Clocks): readonly Decision[] {
  const left = fresh(state, 'left', seen.left);
  const right = fresh(state, 'right', seen.right);
  if (!left && !right) return [{ because: 'stale', next: state }];
  if (!state.agreed && !state.held && left && right) {
    const atMs = Math.max(left.snapshotMs, right.snapshotMs);
    return [guarded(rule, state, meet(rule, holding(state, left.value, right.value), atMs, clocks), atMs)];
  }

  const decisions: Decision[] = [];
  let now = state;
  for (const side of ['left', 'right'] as const) {
    const read = side === 'left' ? left : right;
    if (!read) continue;
    const decision = compareWith(rule, now, side, read, clocks);
    decisions.push(decision);
    now = decision.next;
  }
  return decisions;
}

function fresh(state: FieldState, side: Side, read: Observation | undefined): Observation | undefined {
  if (!read) return undefined;
  const { edit, sent } = state[side];
  if (edit && edit.seenMs >= read.snapshotMs) return undefined;
  if (isOld(state[side], read)) return undefined;
  return sent.some(({ atMs }) => atMs >= read.snapshotMs) ? undefined : read;
}

/** The side's newest stamp that we know of. */
const knownMs = (own: SideState): number => Math.max(0, own.edit?.versionMs ?? 0, writtenMs(own));

/** What it was read from lags behind: it shows the record as it was before something that we know of. */
const isOld = (own: SideState, { versionMs }: Observation): boolean => versionMs < knownMs(own);

const holding = (state: FieldState, left: Canon, right: Canon): FieldState => ({
  ...state,
  left: { ...state.left, holds: left },
  right: { ...state.right, holds: right },
});

/** One side against what we believe of it. */
function compareWith(rule: FieldRule, state: FieldState, side: Side, read: Observation, clocks: Clocks): Decision {
  const { compare } = rule;
  const own = state[side];
  const { value, versionMs, snapshotMs } = read;
  if (isUnderWay(own)) return { because: 'under_way', next: state };
  if (state.agreed && compare.isSame(side, state.agreed.value, value))
    return { because: 'same', next: cancel({ ...state, [side]: { ...own, holds: value } }, side) };
  if (own.holds !== undefined && compare.isSame(side, own.holds, value)) {
    if (own.target) return { because: 'under_way', next: state };
    // Known already: kept apart by the rule, or refused by the other side.
    return { because: own.refused ? 'refused_before' : 'same', next: state };
  }
  const last = own.sent.at(-1);
  if (own.holds === undefined && last && compare.isSame(side, last.value, value))
    return {
      because: 'echo',
      next: answered(rule, state, side, { value, versionMs: Math.max(versionMs, writtenMs(own)) }),
    };
  // The record's stamp is of its last change, which need not be this one: it lies behind what we knew before.
  const sinceMs = knownMs(own);
  const edit: Edit = {
    ...{ side, value, versionMs, seenMs: snapshotMs, writer: 'unknown', isCustomer: false, isCurrent: true },
    ...(sinceMs > 0 && { earlierMs: versionMs - sinceMs }),
    ...(isOnTop(rule, state, side) && { isOnTop: true }),
  };
  return decide(rule, state, edit, clocks);
}

/** The last thing that happened there was our write of what is agreed. */
function isOnTop({ compare }: FieldRule, { agreed, ...state }: FieldState, side: Side): boolean {
  const { edit, sent } = state[side];
  const last = sent.findLast(({ versionMs }) => versionMs !== undefined);
  if (!agreed || last?.versionMs === undefined || !compare.isSame(side, agreed.value, last.value)) return false;
  return !edit || edit.versionMs < last.versionMs;
}

/** The side was read because nobody knows what became of a write of ours. */
export function readBack(rule: FieldRule, state: FieldState, side: Side, read: Observation, clocks: Clocks): Decision {
  const next = unsent(state, side);
  if (isOld(next[side], read)) return { because: 'stale', next };
  const isThere = next[side].sent.some(
    ({ value, versionMs }) => versionMs === undefined && rule.compare.isSame(side, value, read.value),
  );
  if (isThere) return { because: 'echo', next: answered(rule, next, side, read) };
  return compareWith(rule, next, side, read, clocks);
}
