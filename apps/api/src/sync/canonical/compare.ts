import type { SyncType } from '@sidelight/shared/map/sync.ts';
import { type Canon, type FieldForm, sameCanon } from './canon.ts';
import { kinds } from './kinds.ts';
import { fullerPhone, samePhone } from './same-phone.ts';

/** Whether a side that holds `seen` holds what was agreed, as far as it can keep it. */
export const isSameOn = (form: FieldForm, agreed: Canon, seen: Canon): boolean =>
  isSame(form.type, kinds[form.type].holds(agreed, form), seen);

/**
 * The fuller of two values that are one, as far as each side can keep it: a number with its extension rather than
 * without. Nothing where they differ.
 */
export function merge(left: Canon, right: Canon, leftForm: FieldForm, rightForm: FieldForm): Canon | undefined {
  if (isSame(leftForm.type, left, right)) return fuller(leftForm.type, left, right);
  if (isSameOn(rightForm, left, right)) return left;
  if (isSameOn(leftForm, right, left)) return right;
  return undefined;
}

function isSame(type: SyncType, a: Canon, b: Canon): boolean {
  if (type === 'phone' && typeof a === 'string' && typeof b === 'string') return samePhone(a, b);
  return sameCanon(a, b);
}

const fuller = (type: SyncType, a: Canon, b: Canon): Canon =>
  type === 'phone' && typeof a === 'string' && typeof b === 'string' ? fullerPhone(a, b) : a;
