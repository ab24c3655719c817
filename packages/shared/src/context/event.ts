import { z } from 'zod';
import { SystemHealth } from '../health/health.ts';
import { Card } from './card.ts';
import { Customer } from './customer.ts';
import { CardFrame } from './frame.ts';

/** How one read went, for the waterfall. Durations in milliseconds from the start of the request. */
export const ReadTiming = z.strictObject({
  read: z.string(),
  outcome: z.enum(['fresh', 'cached', 'stale', 'nobody', 'failed', 'unlinked']),
  startMs: z.number(),
  tookMs: z.number(),
});
export type ReadTiming = z.infer<typeof ReadTiming>;

/**
 * One line of the context stream (`application/x-ndjson`), in the order
 * open, then customer and card in any order and number, then done.
 */
export const ContextEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('open'),
    requestId: z.string(),
    /** The server's clock (ISO 8601): ages are measured against it. */
    at: z.string(),
    deadlineMs: z.int(),
    cards: z.array(CardFrame),
    health: z.array(SystemHealth),
  }),
  z.strictObject({ type: z.literal('customer'), customer: Customer }),
  z.strictObject({ type: z.literal('card'), card: Card }),
  z.strictObject({ type: z.literal('done'), timings: z.array(ReadTiming) }),
]);
export type ContextEvent = z.infer<typeof ContextEvent>;

/** The whole context in one object, for `Accept: application/json`. */
export const ContextAnswer = z.strictObject({
  requestId: z.string(),
  at: z.string(),
  customer: Customer,
  cards: z.array(Card),
  frames: z.array(CardFrame),
  health: z.array(SystemHealth),
  timings: z.array(ReadTiming),
});
export type ContextAnswer = z.infer<typeof ContextAnswer>;
