import { z } from 'zod';

const Span = z.object({ p50Ms: z.number(), p95Ms: z.number(), n: z.number() });
export type Span = z.infer<typeof Span>;

/** Values of one kind of record on their way to one side. */
const Flow = z.object({
  object: z.string(),
  to: z.enum(['crm', 'helpdesk']),
  /** Taken, with those whose answer was lost and reading found there. */
  ...{ written: z.number(), found: z.number(), refused: z.number(), sentAgain: z.number(), replayed: z.number() },
  /** Of what was answered. Absent where nothing was. */
  success: z.number().optional(),
  lag: Span.optional(),
  took: Span.optional(),
});
export type Flow = z.infer<typeof Flow>;

/** What became of a conflict: a side's value or another was chosen, none was, both came to agree, or it is open. */
export const ConflictEnd = z.enum(['left', 'right', 'value', 'neither', 'agreed', 'open']);
export type ConflictEnd = z.infer<typeof ConflictEnd>;

const counted = {
  detected: z.number(),
  /** Decided by the rule, or by both sides coming to agree. */
  automatic: z.number(),
  manual: z.number(),
  open: z.number(),
  /** Of those that people decided: both sides held a value before they were linked. */
  first: z.number(),
  /** How people decided. */
  ends: z.partialRecord(ConflictEnd, z.number()).readonly(),
  /** Half of those that people decided waited longer. */
  waitedMs: z.number().optional(),
};
/** `field`: `contact.phone` */
const FieldConflicts = z.object({ field: z.string(), ...counted });
export type FieldConflicts = z.infer<typeof FieldConflicts>;

const Consistency = z.object({
  ...{ object: z.string(), at: z.string(), linked: z.number(), changed: z.number() },
  /** Pairs on which nothing differed when they were compared, before any repair. */
  share: z.number(),
  drift: z.array(z.object({ field: z.string(), crm: z.number(), helpdesk: z.number() })).readonly(),
});

const Reasons = z.array(z.object({ reason: z.string(), n: z.number() })).readonly();

/** One month in figures. */
const MonthFigures = z.object({
  month: z.string(),
  flows: z.array(Flow).readonly(),
  ...{ success: z.number().optional(), written: z.number(), refused: z.number() },
  days: z.array(z.object({ day: z.string(), written: z.number() })).readonly(),
  peakHour: z.object({ at: z.string(), written: z.number() }).optional(),
  ...{ activeHours: z.number(), yieldedHours: z.number() },
  decisions: z.array(z.object({ because: z.string(), n: z.number() })).readonly(),
  refusals: Reasons,
  deadLetters: z.array(z.object({ field: z.string(), reason: z.string(), n: z.number() })).readonly(),
  consistency: z.array(Consistency).readonly(),
  conflicts: z.object({ ...counted, fields: z.array(FieldConflicts).readonly() }),
  openNow: z.object({ items: z.number(), oldestMs: z.number() }),
  calls: z
    .array(
      z.object({
        ...{ connector: z.string(), n: z.number(), peakDay: z.string(), peak: z.number() },
        dailyLimit: z.number().optional(),
      }),
    )
    .readonly(),
  webhooks: z.array(z.object({ system: z.string(), n: z.number() })).readonly(),
  served: z.object({ total: z.number(), inTime: z.number().optional() }),
});
export type MonthFigures = z.infer<typeof MonthFigures>;

/** `rule`: the one that produced it. */
const Recommendation = z.object({ rule: z.string(), text: z.string() });
export type Recommendation = z.infer<typeof Recommendation>;

const Mapping = z.object({
  ...{ object: z.string(), toCrm: z.number(), toHelpdesk: z.number(), bothWays: z.number() },
});

/** A month of sync, with the one before beside it. Counts and spans, no values. */
export const MonthlyReport = z.object({
  ...{ month: z.string(), tenant: z.string(), madeAt: z.string() },
  /** `none`: nothing was counted. `forgotten`: it is longer ago than figures are kept. */
  state: z.enum(['whole', 'under_way', 'none', 'forgotten']),
  current: MonthFigures,
  /** Absent where nothing of it is known. */
  before: MonthFigures.optional(),
  mappings: z.array(Mapping).readonly(),
  sloMs: z.number(),
  recommendations: z.array(Recommendation).readonly(),
});
export type MonthlyReport = z.infer<typeof MonthlyReport>;

/** `GET /v1/sync/report`; `month`: `2026-10`, of UTC. */
export const MonthRequest = z.strictObject({ month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/) });
