import type { ReviewWhy } from '@sidelight/shared/sync/sync-parts.ts';
import { otherSide } from '../canonical/canon.ts';
import type { Edit } from '../change.ts';
import type { FieldState } from '../field-state.ts';
import type { Clocks, FieldRule } from '../rule.ts';
import { aim, cancel } from './aim.ts';
import { ask, kept, whileHeld } from './ask.ts';
import { classify } from './classify.ts';
import { madeAt, settleConflict } from './conflict.ts';
import { guarded, isNo } from './consent.ts';
import type { Because, Decision } from './decision.ts';
import { answered } from './delivery.ts';
import { isEmpty, meet } from './meet.ts';
import { confirmed, noted } from './note.ts';
import { isPingPong, roundsWith } from './rounds.ts';

/** What follows from one edit. Pure: the same state and edit always give the same answer. */
export const decide = (rule: FieldRule, state: FieldState, edit: Edit, clocks: Clocks): Decision =>
  guarded(rule, state, byRule(rule, state, edit, clocks), edit.seenMs);

function byRule(rule: FieldRule, state: FieldState, edit: Edit, clocks: Clocks): Decision {
  const { compare, policy } = rule;
  const { side, value } = edit;
  const kind = classify(compare, state[side], edit);
  if (kind === 'duplicate') return { because: 'duplicate', next: state };
  if (kind === 'echo') return { because: 'echo', next: answered(rule, state, side, edit) };

  const seen = noted(state, edit, kind);
  if (seen.held) return whileHeld(rule, seen, edit);
  if (!seen.agreed) return isKnown(seen) ? meet(rule, seen, edit.seenMs, clocks) : { because: 'unmet', next: seen };
  if (kind === 'edit' && seen.agreed && compare.isSame(side, seen.agreed.value, value))
    return { because: 'same', next: cancel(confirmed(seen, edit, clocks), side) };
  if (isNo(rule, value)) return strictest(rule, state, seen, edit, clocks);
  if (policy.kind === 'owned' && policy.owner !== side) return foreignEdit(rule, seen, edit);
  if (isEmpty(value) && rule.nulls === 'keep') return { because: 'empty_kept', next: cancel(seen, side) };
  if (isPingPong(rule, state, edit)) return ask(seen, edit, 'ping_pong');
  if (policy.kind === 'owned') return win(rule, state, seen, edit, clocks, 'owner');

  const outcome = settleConflict(policy, edit, state.origin, clocks);
  switch (outcome.kind) {
    case 'wins': {
      const decision = win(rule, state, seen, edit, clocks, outcome.because);
      return outcome.because === 'rule' ? { ...decision, review: kept(state, edit, winnerOf(policy.rule)) } : decision;
    }
    case 'loses':
      return lose(rule, state, seen, edit, outcome.why);
    case 'asks':
      return ask(seen, edit, outcome.why);
  }
}

/** A no counts on either side, whoever was later. Where it is not this side's to say, it is not taken back either. */
function strictest(rule: FieldRule, before: FieldState, seen: FieldState, edit: Edit, clocks: Clocks): Decision {
  const { policy } = rule;
  if (policy.kind === 'shared' || policy.owner === edit.side) return win(rule, before, seen, edit, clocks, 'rule');
  return policy.foreignEdit === 'show' ? foreignEdit(rule, seen, edit) : ask(seen, edit, 'consent');
}

/** As long as a side's value is not known, writing to it would take that away without a word. */
const isKnown = ({ left, right }: FieldState): boolean => left.holds !== undefined && right.holds !== undefined;

const winnerOf = (rule: string): ReviewWhy =>
  rule === 'customer_first' ? 'customer_wins' : rule === 'crm_wins' ? 'crm_wins' : 'support_wins';

function win(
  rule: FieldRule,
  before: FieldState,
  seen: FieldState,
  edit: Edit,
  clocks: Clocks,
  because: Because,
): Decision {
  const { compare } = rule;
  const { side, value, isCustomer } = edit;
  const agreed: FieldState = {
    ...seen,
    agreed: { value },
    origin: { side, isCustomer, ...madeAt(edit, clocks) },
    rounds: roundsWith(rule, before, edit),
    ...(before.agreed && { before: before.before ?? before.agreed }),
  };
  // Where a write of ours came after the edit without our knowing, the side does not hold the value any more.
  const own = aim(compare, agreed, side, value);
  return { because, next: aim(compare, own, otherSide(side), value) };
}

function lose(rule: FieldRule, before: FieldState, seen: FieldState, edit: Edit, why: ReviewWhy): Decision {
  const counted: FieldState = { ...seen, rounds: roundsWith(rule, before, edit) };
  const next = seen.agreed ? aim(rule.compare, counted, edit.side, seen.agreed.value) : counted;
  return { because: 'lost', next, review: kept(seen, edit, why) };
}

/** Somebody edited a field on the side that does not own it. */
function foreignEdit(rule: FieldRule, seen: FieldState, edit: Edit): Decision {
  const { compare, policy } = rule;
  const { side, value } = edit;
  const isOurs = policy.kind === 'owned' && policy.owner === 'sidelight';
  // What the owner holds, though this side may have refused it.
  const holds = isOurs ? undefined : seen[otherSide(side)].holds;
  const owned = holds === undefined ? seen.agreed?.value : holds;
  if (owned === undefined || (policy.kind === 'owned' && policy.foreignEdit === 'show'))
    return { because: 'foreign_edit_shown', next: cancel(seen, side) };
  const agreed: FieldState = { ...seen, agreed: { value: owned } };
  if (seen[side].holds !== undefined && compare.isSame(side, owned, value))
    return { because: 'same', next: cancel(agreed, side) };
  if (isPingPong(rule, seen, edit)) return ask(seen, edit, 'ping_pong');
  const next = { ...aim(compare, agreed, side, owned), rounds: roundsWith(rule, seen, edit) };
  return { because: 'foreign_edit_reverted', next, review: kept(agreed, edit, 'owner_wins') };
}
