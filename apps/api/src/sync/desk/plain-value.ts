import type { ShownValue } from '@sidelight/shared/sync/sync-parts.ts';
import type { Canon } from '../canonical/canon.ts';

/** Our form of a value as people are shown it. */
export const plainValue = (canon: Canon): ShownValue =>
  canon === null || typeof canon === 'string' ? canon : [...canon];
