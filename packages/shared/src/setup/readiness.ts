import { z } from 'zod';
import { Area } from './area.ts';
import { Claim } from './claim.ts';
import { Finding } from './finding.ts';

/** One thing that was checked, and how it came out. Nothing here can be ticked by hand. */
export const Evidence = z.strictObject({
  claim: Claim,
  isMet: z.boolean(),
  found: Finding,
  /** When it was last checked or happened; absent where it never did. */
  at: z.string().optional(),
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
