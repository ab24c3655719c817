import { z } from 'zod';
import { Text } from './text.ts';

/** What is counted of a customer's tickets. `…_30d`: of the last thirty days. */
export const FigureId = z.enum([
  'open_tickets',
  'open_long',
  'case_volume_30d',
  'escalations_30d',
  'sla_breaches_30d',
  'slow_replies_30d',
  /** How many tickets the commonest category has. */
  'recurring_30d',
  /** Per cent of the ratings of the last sixty days that were good; none where there was no rating. */
  'csat_60d',
]);
export type FigureId = z.infer<typeof FigureId>;

export const RiskLevel = z.enum(['green', 'yellow', 'red']);
export type RiskLevel = z.infer<typeof RiskLevel>;

const points = z.int().min(-100).max(100);
/** From a figure of this size on, or below it. */
export const Step = z.union([
  z.strictObject({ atLeast: z.number(), points }),
  z.strictObject({ below: z.number(), points }),
]);
export type Step = z.infer<typeof Step>;

export const Factor = z.strictObject({
  figure: FigureId,
  /** Of those that hold, the one farthest out counts. */
  steps: z.array(Step).min(1),
  /** Why points were given or taken; `{{n}}` is the figure. The points are said behind it. */
  reason: Text,
  /** The same where the figure is 1. */
  reasonOfOne: Text.optional(),
});
export type Factor = z.infer<typeof Factor>;

/** A mark or category is put on a ticket by any of these. */
const Signs = z.strictObject({
  tags: z.array(z.string().min(1)).default([]),
  priorities: z.array(z.enum(['low', 'normal', 'high', 'urgent'])).default([]),
});
export type Signs = z.infer<typeof Signs>;

/** When a customer has a tag. */
export const TagRule = z.union([
  z.strictObject({ risk: z.array(RiskLevel).min(1) }),
  z.strictObject({ figure: FigureId, atLeast: z.number() }),
  /** So many tickets of this category in thirty days. */
  z.strictObject({ category: z.string(), atLeast: z.int().min(1) }),
  /** One ticket of the last thirty days has this mark. */
  z.strictObject({ mark: z.string() }),
]);
export type TagRule = z.infer<typeof TagRule>;

const id = z.string().regex(/^[a-z][a-z0-9_]*$/, 'write it in small letters, digits and _, beginning with a letter');

/** `map/health-score.yaml`: how support's view of a customer is worked out from their tickets. */
export const HealthScore = z.strictObject({
  owner: z.string(),
  /** The language of what is written for people into the CRM. */
  language: z.enum(['en', 'de']).default('en'),
  /** Before any points are given or taken. */
  start: z.int().min(0).max(100).default(100),
  /** With fewer tickets than this in ninety days there is no score. */
  enough: z.int().min(1).default(3),
  /** From this score on. Below yellow it is red. */
  risk: z.strictObject({ green: z.int().min(1).max(100), yellow: z.int().min(1).max(100) }),
  /** Open for longer than this is long. */
  longOpenDays: z.int().min(1).max(90).default(7),
  /** A first reply that took longer is slow. */
  slowReplyHours: z.number().gt(0).max(720).default(24),
  /** So many tickets of one category in thirty days recur. */
  recurringFrom: z.int().min(2).default(3),
  /** What is said of a ticket besides; `escalated` has to be among them. */
  marks: z.record(id, Signs),
  /** The first that fits counts. */
  categories: z.record(id, z.strictObject({ label: Text, ...Signs.shape })),
  factors: z.record(id, Factor),
  tags: z.record(id, TagRule),
});
export type HealthScore = z.infer<typeof HealthScore>;
