import type { Field } from '@sidelight/shared/context/field.ts';
import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { CardView } from '../model/state.ts';
import { fill } from '../words/words.ts';
import type { ViewContext } from './context.ts';

/** Its system is known to give wrong values. */
export const isDoubted = (field: Field | undefined): boolean =>
  field !== undefined && 'reason' in field && field.reason === 'wrong_values';

/** An old value without a reason has a fresh one on its way. */
export const isLost = (field: Field): boolean =>
  field.state === 'failed' || field.state === 'unlinked' || ('reason' in field && field.reason !== undefined);

/** Something is to be said of what is not here, or old. */
export const hasLost = ({ fields }: CardView): boolean => [...fields.values()].some(isLost);

/** So young, an old value is not told from a fresh one: that is nearly always on its way. */
const YOUNG_MS = 60_000;

/** Shown with its age, and not as if somebody had just said so. */
export const isOld = (field: Field | undefined, nowMs: number): boolean =>
  field?.state === 'stale' && isOldAt(field.reason, field.receipt.readAt, nowMs);

/** Of an old value or source: no fresh one comes, or it is awaited for one that is no longer young. */
export const isOldAt = (reason: Reason | undefined, readAt: string | undefined, nowMs: number): boolean =>
  reason !== undefined || nowMs - Date.parse(readAt ?? '') > YOUNG_MS;

/** Said of each source by itself. */
export const sourceOf = (field: Field): string => ('receipt' in field ? field.receipt.source : '');

/** Fields with the same way out, and so one place to say it. */
export type Group = readonly [Field, ...Field[]];

/** Why these could not be had, in sentences, each once. */
export function becauseOf(group: Group, view: CardView, { reasons, unlinked }: ViewContext): string {
  const sentences = group.map((field) => {
    if (field.state === 'unlinked') return unlinked[field.why];
    const names = field.reason && (isDoubted(field) ? sourceOf(field) : blamed(view, field.reason));
    return field.reason && names ? fill(reasons[field.reason], names) : '';
  });
  return [...new Set(sentences)].join(' ').trim();
}

/**
 * The systems to blame for a reason. None, when they were not asked because something before them failed;
 * but not to know which account to ask about is said of them, not held against them.
 */
export const blamed = ({ sources }: CardView, reason: Reason): string =>
  namesOf(
    sources.filter(
      (source) => source.reason === reason && (source.state !== 'unlinked' || reason === 'identity_ambiguous'),
    ),
  );

export const namesOf = (named: readonly { readonly name: string }[]): string =>
  [...new Set(named.map(({ name }) => name))].join(', ');
