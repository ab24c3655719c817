import type { ReviewSide } from '@sidelight/shared/sync/review.ts';
import type { SyncContext } from './context.ts';

/** A value as it stands; what is empty says so. */
export function valueText(value: NonNullable<ReviewSide['value']> | null, { say }: Pick<SyncContext, 'say'>): string {
  if (value === null || value.length === 0) return say.ui.empty;
  return typeof value === 'string' ? value : value.join('; ');
}
