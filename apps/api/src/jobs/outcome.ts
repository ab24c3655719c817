import type { ReasonClass } from '@sidelight/shared/jobs/reason-class.ts';

/** What came of one attempt at a job. */
export type Outcome =
  | { readonly kind: 'done' }
  /** `notBeforeMs`: how long the other side wants no call; the pause is longer of it and the backoff. */
  | { readonly kind: 'retry'; readonly reason: ReasonClass; readonly notBeforeMs?: number | undefined }
  | { readonly kind: 'give_up'; readonly reason: ReasonClass };

export const done: Outcome = { kind: 'done' };
export const retry = (reason: ReasonClass, notBeforeMs?: number): Outcome => ({ kind: 'retry', reason, notBeforeMs });
export const giveUp = (reason: ReasonClass): Outcome => ({ kind: 'give_up', reason });
