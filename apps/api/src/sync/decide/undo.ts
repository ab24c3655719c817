import { type Canon, sameCanon } from '../canonical/canon.ts';
import type { FieldState } from '../field-state.ts';
import type { FieldRule } from '../rule.ts';
import { cancel } from './aim.ts';
import type { Decision } from './decision.ts';
import { resolve } from './resolve.ts';

/** What a person's decision about a field replaced: the question that was open, or the value that counted. */
export type BeforeResolved = Pick<FieldState, 'agreed' | 'held'>;

export const beforeResolved = ({ agreed, held }: FieldState): BeforeResolved =>
  held ? { held } : { ...(agreed && { agreed }) };

/**
 * A person takes back what was decided: the question is open again, or the value from before counts again. `chosen`:
 * what both sides were to hold; undefined where each was left as it is. Undefined where something else has been decided
 * since: that is not undone with it.
 */
export function undo(
  rule: FieldRule,
  state: FieldState,
  chosen: Canon | undefined,
  { held, agreed }: BeforeResolved,
  nowMs: number,
): Decision | undefined {
  if (state.held || !isAsDecided(state, chosen, held !== undefined)) return undefined;
  if (held) return { because: 'undone', next: asked(state, held) };
  // Nobody was asked: what was kept apart is not touched.
  if (chosen === undefined) return { because: 'undone', next: state };
  return agreed && { ...resolve(rule, state, agreed.value, nowMs), because: 'undone' };
}

function isAsDecided({ agreed, origin }: FieldState, chosen: Canon | undefined, wasHeld: boolean): boolean {
  if (chosen === undefined) return !wasHeld || agreed === undefined;
  return agreed !== undefined && origin?.side === 'sidelight' && sameCanon(agreed.value, chosen);
}

/** Nothing more is sent, as when a person is asked for the first time. */
function asked(state: FieldState, held: NonNullable<FieldState['held']>): FieldState {
  const { agreed, ...rest } = cancel(cancel(state, 'left'), 'right');
  return { ...rest, ...(agreed && { before: rest.before ?? agreed }), held };
}
