import type { ReviewItem } from '@sidelight/shared/sync/review.ts';

/** Which field of which record. */
export const itemName = ({ fieldLabel, objectLabel, title }: ReviewItem): string =>
  [fieldLabel ?? objectLabel, title].filter(Boolean).join(' · ');
