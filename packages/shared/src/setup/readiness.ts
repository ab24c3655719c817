import { z } from 'zod';

export const Area = z.enum([
  'workflow_mapping',
  'data_ownership',
  'taxonomy',
  'security',
  'monitoring',
  'rollout',
  'training',
]);
export type Area = z.infer<typeof Area>;

/** One thing that was checked, by what, and how it came out. Nothing here can be ticked by hand. */
export const Evidence = z.strictObject({
  id: z.string(),
  /** The claim, e.g. "Every decision field is needed by a workflow". */
  claim: z.string(),
  isMet: z.boolean(),
  /** What was found: figures, names of what is missing. */
  found: z.string(),
  /** Who found it: `map lint`, `a delivered alert`, … */
  by: z.string(),
  /** When it was last checked or happened; absent where it never did. */
  at: z.string().optional(),
  /** What to do about it, where it is not met. */
  mend: z.string().optional(),
  /** Where to see it or do it. */
  link: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('section'), section: z.enum(['connections', 'webhook', 'rollout', 'status']) }),
      z.strictObject({ kind: z.literal('incident'), id: z.string() }),
      z.strictObject({ kind: z.literal('map'), file: z.string() }),
    ])
    .optional(),
});
export type Evidence = z.infer<typeof Evidence>;

/** `score` is 1 to 5: one, and the met share of the evidence of the other four, rounded down. */
export const ReadinessArea = z.strictObject({
  area: Area,
  score: z.int().min(1).max(5),
  evidence: z.array(Evidence).min(1),
});
export type ReadinessArea = z.infer<typeof ReadinessArea>;

/** Any area below `LEAST_SCORE` blocks going live. */
export const LEAST_SCORE = 3;

export const Readiness = z.strictObject({
  at: z.string(),
  areas: z.array(ReadinessArea),
  /** Every area has the least score. */
  isReady: z.boolean(),
});
export type Readiness = z.infer<typeof Readiness>;
