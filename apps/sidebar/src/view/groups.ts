import type { Field } from '@sidelight/shared/context/field.ts';
import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { CardView } from '../model/state.ts';

/** Its system is known to give wrong values. */
export const isDoubted = (field: Field | undefined): boolean =>
  field !== undefined && 'reason' in field && field.reason === 'wrong_values';

/** Fields with the same way out, and so one place to say it: where the first of them would stand. */
export type Group = readonly [Field, ...Field[]];

export function groupsOf({ frame, fields }: CardView): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const { id } of frame.fields) {
    const field = fields.get(id);
    if (!field || !isLost(field)) continue;
    // All but what is each field's own: a wrong value and the lack of one are equally wrong.
    const { fallback, why }: { readonly fallback?: unknown; readonly why?: unknown } = field;
    const key = JSON.stringify([isDoubted(field) ? sourceOf(field) : field.state, fallback, why]);
    const [first, ...others] = groups.get(key) ?? [];
    groups.set(key, first ? [first, ...others, field] : [field]);
  }
  return [...groups.values()];
}

/** Said of each source by itself. */
export const sourceOf = (field: Field): string => ('receipt' in field ? field.receipt.source : '');

/** An old value without a reason has a fresh one on its way. */
const isLost = (field: Field): boolean =>
  field.state === 'failed' || field.state === 'unlinked' || ('reason' in field && field.reason !== undefined);

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
