import { z } from 'zod';

export const CriterionName = z.enum(['in_time', 'down', 'failed']);
export type CriterionName = z.infer<typeof CriterionName>;

/** A criterion that did not hold: what was measured, and what was allowed. */
export const Breach = z.strictObject({ criterion: CriterionName, limit: z.number(), measured: z.number() });
export type Breach = z.infer<typeof Breach>;
