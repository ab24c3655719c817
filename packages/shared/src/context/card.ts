import { z } from 'zod';
import { Reason } from '../failure/reason.ts';
import { Field } from './field.ts';

/** One system behind a card, and how it answered this time. */
export const CardSource = z.strictObject({
  system: z.string(),
  name: z.string(),
  state: z.enum(['waiting', 'ok', 'stale', 'failed', 'unlinked']),
  /** When the value shown was read (ISO 8601, server clock); for several reads, the oldest. */
  readAt: z.string().optional(),
  /** With `ok`: `wrong_values`, and nothing else. */
  reason: Reason.optional(),
});
export type CardSource = z.infer<typeof CardSource>;

/** A full snapshot of one card. Sent again, with a higher version, each time it changes. */
export const Card = z.strictObject({
  id: z.string(),
  /** Counts up from 1 within one stream. */
  version: z.int(),
  fields: z.array(Field),
  /** Ids of fields still being asked for; they are not in `fields`. */
  waiting: z.array(z.string()),
  sources: z.array(CardSource),
});
export type Card = z.infer<typeof Card>;
