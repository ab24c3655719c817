import { z } from 'zod';
import { Tone } from '../context/value.ts';
import { Text } from './text.ts';

const Outcome = z.strictObject({ label: Text, tone: Tone.default('neutral') });

/** What whoever may not see a value is told of it: whether something holds. The value itself is sent to nobody for it. */
export const Predicate = z.strictObject({
  /** JSONata over the same record. `true` is yes, `false` is no, and whatever else is not known. */
  value: z.string().min(1),
  yes: Outcome,
  no: Outcome,
  /** Also where the system holds no value: that nothing is there is not a no. */
  unknown: Outcome.default({ label: { en: 'Not known', de: 'Nicht bekannt' }, tone: 'neutral' }),
});
export type Predicate = z.infer<typeof Predicate>;

/** How it turned out. */
export type PredicateOutcome = 'yes' | 'no' | 'unknown';
