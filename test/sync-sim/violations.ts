import { otherSide } from '@sidelight/api/sync/canonical/canon.ts';
import type { Because } from '@sidelight/api/sync/decide/decision.ts';
import type { Played } from './play.ts';

/** The edit is the agreed value now or was, or a rule of the map says that it does not travel. */
const ACCOUNTED: ReadonlySet<Because> = new Set([
  ...(['newer', 'owner', 'rule', 'filled', 'first', 'same', 'settled', 'resolved'] as const),
  ...(['empty_kept', 'foreign_edit_shown', 'owner_empty'] as const),
]);
/** Edits of both sides this far apart have an order that everybody sees. */
const CLEAR_MS = 15_000;

/** What a schedule shows to be wrong, each as one sentence. */
export function violations(played: Played): readonly string[] {
  const ofAll = [review, atRest, owner, lost, rightWinner, bounded, firstValues];
  return ofAll.flatMap((judge) => judge(played));
}

/** It comes to rest, and then both sides hold what is agreed. */
export function atRest({ isAtRest, machine, vendors, compare, schedule }: Played): string[] {
  if (!isAtRest) return ['it never comes to rest'];
  const { agreed, held } = machine.state();
  if (held) return schedule.rewrites ? [] : ['a person has decided, and it still waits'];
  const isShown =
    schedule.policy.kind === 'owned' && (schedule.policy.foreignEdit === 'show' || schedule.nulls === 'keep');
  if (isShown) return [];
  // The owner has never had a value: the other side keeps its own.
  const isKeptApart = !schedule.isMet && !agreed && schedule.policy.kind === 'owned';
  if (isKeptApart) return [];
  const isKept = schedule.nulls === 'keep' && (vendors.left.value === null || vendors.right.value === null);
  if (isKept) return [];
  const isSame =
    agreed &&
    compare.isSame('left', agreed.value, vendors.left.value) &&
    compare.isSame('right', agreed.value, vendors.right.value);
  return isSame
    ? []
    : [`the sides do not agree: ${vendors.left.value} and ${vendors.right.value}, agreed ${agreed?.value}`];
}

/** What a person decides is what both sides hold, and until then nothing is written. */
function review({ machine, afterwards, compare }: Played): string[] {
  const { agreed } = machine.state();
  return [
    ...(machine.writesWhileHeld > 0 ? ['something was written while a person had to decide'] : []),
    ...(afterwards && !afterwards.isAtRest ? ['it does not come to rest after a person decided'] : []),
    ...(afterwards && agreed && !compare.isSame('left', afterwards.value, agreed.value)
      ? ['something else is agreed than a person decided']
      : []),
  ];
}

function owner({ schedule: { policy }, machine, resolved, asked }: Played): string[] {
  if (policy.kind !== 'owned' || policy.owner === 'sidelight' || resolved > 0 || asked) return [];
  return machine.writes[policy.owner] > 0 ? ['the owner was written to'] : [];
}

function lost({ edits, machine, compare, schedule, asked: held }: Played): string[] {
  const { agreed } = machine.state();
  return edits.flatMap(({ side, value }, at) => {
    // Whoever edits a side sees what stood there.
    // Before the two have met, an empty value is one that is to be filled.
    if (!schedule.isMet && value === null) return [];
    // Nothing tells of an edit there that was written over before it was read.
    if (schedule.isRightSilent && side === 'right') return [];
    if (edits.some((later, index) => index > at && later.side === side)) return [];
    if (agreed && compare.isSame(side, agreed.value, value)) return [];
    if (held && held[side] === value) return [];
    if (machine.log.some((entry) => entry.edit === at && ACCOUNTED.has(entry.because))) return [];
    if (
      machine.log.some(
        (entry) =>
          entry.side === side && entry.value === value && entry.edit === undefined && ACCOUNTED.has(entry.because),
      )
    )
      return [];
    // It was what we had written there just then, or what both held when they met: nobody can tell them apart.
    const isEcho = machine.log.some(
      (entry) => entry.edit === at && (entry.because === 'echo' || entry.because === 'unmet'),
    );
    if (isEcho && machine.everAgreed.some((agreedOnce) => compare.isSame(side, agreedOnce, value))) return [];
    if (machine.reviews.some((item) => item[side] === value)) return [];
    return [`the edit of ${value} on the ${side} is lost without a word`];
  });
}

/** Where the order is clear and nobody had to be asked, the last edit counts. */
function rightWinner({ schedule, edits, machine, compare, resolved }: Played): string[] {
  const { policy, isMeasured, rewrites, nulls, isRightSilent, isMet } = schedule;
  const { agreed } = machine.state();
  if (
    resolved > 0 ||
    machine.reviews.some(({ blocks }) => blocks) ||
    rewrites ||
    isRightSilent ||
    !isMet ||
    nulls === 'keep' ||
    !agreed
  )
    return [];
  const counting = policy.kind === 'owned' ? edits.filter(({ side }) => side === policy.owner) : edits;
  const last = counting.at(-1);
  if (!last)
    return policy.kind === 'owned' && !compare.isSame('right', agreed.value, 'v1')
      ? ['nobody edited, and it changed']
      : [];
  if (policy.kind === 'shared') {
    const opposite = edits.filter(({ side }) => side === otherSide(last.side)).at(-1);
    if (!isMeasured || (opposite && last.trueMs - opposite.trueMs < CLEAR_MS)) return [];
  }
  return compare.isSame(last.side, agreed.value, last.value)
    ? []
    : [`the last edit, ${last.value} on the ${last.side}, does not count: agreed ${agreed.value}`];
}

function bounded({ edits, machine, resolved, schedule }: Played): string[] {
  const faults = schedule.steps.filter((step) => step.kind === 'send' && step.outcome !== 'ok').length;
  const most = 2 * edits.length + 2 * resolved + 2 * faults + 4;
  const made = machine.writes.left + machine.writes.right;
  return made > most ? [`${made} writes for ${edits.length} edits`] : [];
}

/** What stood there before anything was compared is not taken away without a word. */
function firstValues({ schedule, edits, machine, vendors }: Played): string[] {
  if (schedule.isMet) return [];
  return (['left', 'right'] as const).flatMap((side) => {
    const value = side === 'left' ? 'v1' : 'v2';
    if (vendors[side].value === value || edits.some((edit) => edit.side === side)) return [];
    const isKept = machine.everAgreed.includes(value) || machine.reviews.some((item) => item[side] === value);
    return isKept ? [] : [`what the ${side} held before is lost without a word`];
  });
}
