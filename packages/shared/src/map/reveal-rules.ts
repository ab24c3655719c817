import { z } from 'zod';

const most = (usual: number) => z.int().min(1).max(500).default(usual);

/** How often one person may have a masked value shown, and when that is told to those who answer for the helpdesk. */
export const RevealRules = z.strictObject({
  /** In an hour, each person by their role. */
  perHour: z.strictObject({ agent: most(10), lead: most(30), admin: most(30) }).prefault({}),
  /** So many times what they have shown on a usual day is unusual. */
  timesUsual: z.number().min(1).max(100).default(3),
});
export type RevealRules = z.infer<typeof RevealRules>;
