import type { ReasonClass } from '@sidelight/shared/jobs/reason-class.ts';

/** What came of one attempt at a job. */
export type Outcome =
  | { readonly kind: 'done' }
  /** `notBeforeMs`: how long the other side wants no call; the pause is longer of it and the backoff. */
  | { readonly kind: 'retry'; readonly reason: ReasonClass; readonly notBeforeMs?: number | undefined }
  /** Nothing was tried: the tenant's budget lets none of this queue's jobs through for so long. */
  | { readonly kind: 'put_off'; readonly forMs: number }
  | { readonly kind: 'give_up'; readonly reason: ReasonClass };

export const done: Outcome = { kind: 'done' };
export const retry = (reason: ReasonClass, notBeforeMs?: number): Outcome => ({ kind: 'retry', reason, notBeforeMs });
export const putOff = (forMs: number): Outcome => ({ kind: 'put_off', forMs });
export const giveUp = (reason: ReasonClass): Outcome => ({ kind: 'give_up', reason });
