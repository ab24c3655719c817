import type { ReadTiming } from '@sidelight/shared/context/event.ts';
import type { Field } from '@sidelight/shared/context/field.ts';
import type { Reason } from '@sidelight/shared/failure/reason.ts';

/** What one ticket was answered with; `fields` is only worked out where a read failed. */
export interface Outcome {
  readonly timings: readonly ReadTiming[];
  fields(): readonly Field[];
}

/** Nobody has connected it, it is not clear who is meant, or the agent has moved on: nothing broke. */
const harmless: readonly Reason[] = ['not_configured', 'identity_ambiguous', 'cancelled', 'incomplete'];

/** A card could not show the customer's data, because a read failed and no last known value was there. Pure. */
export const isFailed = ({ timings, fields }: Outcome): boolean =>
  timings.some(({ outcome }) => outcome === 'failed') &&
  fields().some((field) => field.state === 'failed' && !harmless.includes(field.reason));
