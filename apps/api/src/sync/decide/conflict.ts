import type { ReviewWhy } from '@sidelight/shared/sync/sync-parts.ts';
import type { Edit } from '../change.ts';
import type { FieldState } from '../field-state.ts';
import type { Clocks, FieldPolicy } from '../rule.ts';

/** Whether an edit becomes the agreed value, gives way to it, or has to wait for a person. */
export type Outcome =
  | { readonly kind: 'wins'; readonly because: 'newer' | 'rule' }
  | { readonly kind: 'loses'; readonly why: ReviewWhy }
  | { readonly kind: 'asks'; readonly why: ReviewWhy };

type Shared = Extract<FieldPolicy, { kind: 'shared' }>;
type Origin = NonNullable<FieldState['origin']>;

const wins = (because: 'newer' | 'rule'): Outcome => ({ kind: 'wins', because });
const loses = (why: ReviewWhy): Outcome => ({ kind: 'loses', why });
const asks = (why: ReviewWhy): Outcome => ({ kind: 'asks', why });

/** When it was made, on our clock: the middle of what it can have been, and how far off that may be. */
export function madeAt(edit: Edit, { aheadMs, uncertaintyMs }: Clocks): { trueMs: number; uncertaintyMs: number } {
  const half = (edit.earlierMs ?? 0) / 2;
  return { trueMs: edit.versionMs - aheadMs[edit.side] - half, uncertaintyMs: uncertaintyMs + half };
}

/** An edit against the one that made what is agreed. */
export function settleConflict(policy: Shared, edit: Edit, origin: Origin | undefined, clocks: Clocks): Outcome {
  if (policy.rule === 'manual') return asks('manual');
  if (!origin || origin.side === edit.side) return wins('newer');
  const { trueMs, uncertaintyMs } = madeAt(edit.isOnTop ? { ...edit, earlierMs: 0 } : edit, clocks);
  const laterMs = trueMs - origin.trueMs;
  const unsureMs = Math.max(policy.windowMs, uncertaintyMs, origin.uncertaintyMs);
  if (laterMs > unsureMs) return wins('newer');
  if (laterMs < -unsureMs) return loses('older_kept');
  return together(policy, edit, origin, Math.abs(laterMs) <= policy.windowMs);
}

/** Both sides were edited at the same time, as far as can be told. */
function together({ rule }: Shared, edit: Edit, origin: Origin, isInsideWindow: boolean): Outcome {
  const ask = asks(isInsideWindow ? 'inside_window' : 'clock_uncertain');
  // What a person decided here was decided without this edit.
  if (origin.side === 'sidelight') return ask;
  switch (rule) {
    case 'customer_first':
      if (edit.isCustomer === origin.isCustomer) return ask;
      return edit.isCustomer ? wins('rule') : loses('customer_wins');
    case 'crm_wins':
      return edit.side === 'left' ? wins('rule') : loses('crm_wins');
    case 'support_wins':
      return edit.side === 'right' ? wins('rule') : loses('support_wins');
    default:
      return ask;
  }
}
