import type { Edit } from '../change.ts';
import type { Sent, SideState } from '../field-state.ts';
import type { Comparison } from '../rule.ts';
import { writtenMs } from './aim.ts';

/**
 * What an edit is, seen from its own side alone.
 * - `duplicate`: known, or older than an edit of this side that is known.
 * - `echo`: our own write coming back.
 * - `overwritten`: made before a write of ours that we sent without having seen it, or in the same tick of the side's clock.
 * - `edit`: what the side holds now.
 */
export type EditKind = 'duplicate' | 'echo' | 'overwritten' | 'edit';

export function classify(compare: Comparison, own: SideState, edit: Edit): EditKind {
  const { side, value, versionMs } = edit;
  if (edit.isCurrent) return 'edit';
  if (edit.writer === 'sidelight') return 'echo';
  if (own.edit && isKnown(compare, own.edit, edit)) return 'duplicate';
  const isOurs = own.sent.some((sent) => compare.isSame(side, sent.value, value) && mayBe(sent, edit));
  if (isOurs) return 'echo';
  return versionMs <= writtenMs(own) ? 'overwritten' : 'edit';
}

/** An answer that never came is waited for so long: after that, the same value is somebody's edit. */
const ECHO_MS = 600_000;

const mayBe = (sent: Sent, { versionMs, seenMs }: Edit): boolean =>
  sent.versionMs === undefined ? seenMs - sent.atMs <= ECHO_MS : versionMs <= sent.versionMs;

function isKnown(
  compare: Comparison,
  known: NonNullable<SideState['edit']>,
  { side, value, versionMs }: Edit,
): boolean {
  if (versionMs > known.versionMs) return false;
  if (!compare.isSame(side, value, known.value)) return versionMs < known.versionMs;
  // Now it is told when it was made.
  return !known.isGuess;
}
