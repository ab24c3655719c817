import type { SyncedField } from '@sidelight/shared/customer/synced-fields.ts';
import type { Side } from '../canonical/canon.ts';
import type { SyncFieldPlan } from '../compile.ts';
import type { FieldState } from '../field-state.ts';
import { plainValue } from './plain-value.ts';

export interface SyncedFieldDeps {
  readonly label: string;
  readonly isShown: boolean;
  readonly canCorrect: boolean;
  /** Who decides what waits. */
  readonly owner: string;
}

const SIDES: readonly Side[] = ['left', 'right'];

/** One field beside a ticket; undefined where there is nothing to say or do about it, and where it may not be seen. Pure. */
export function syncedField(
  { id, type, isCorrectable, left }: SyncFieldPlan,
  { agreed, held, ...sides }: FieldState,
  { label, isShown, canCorrect, owner }: SyncedFieldDeps,
): SyncedField | undefined {
  if (!isShown || (!held && !(isCorrectable && agreed))) return undefined;
  const named = { id, label, type };
  if (held) {
    const since = new Date(held.sinceMs).toISOString();
    return { ...named, state: 'waits', left: plainValue(held.left), right: plainValue(held.right), since, owner };
  }
  if (!agreed) return undefined;
  const codes = Object.keys(left.form.values ?? {});
  return {
    ...{ ...named, state: 'agreed', value: plainValue(agreed.value), canCorrect },
    waiting: SIDES.filter((side) => sides[side].target !== undefined),
    refused: SIDES.filter((side) => sides[side].refused !== undefined),
    ...(codes.length > 0 && { codes }),
  };
}
