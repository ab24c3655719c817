import { z } from 'zod';
import { Reason } from '../failure/reason.ts';

/** How a system has been answering this tenant. */
export const SystemHealth = z.strictObject({
  system: z.string(),
  name: z.string(),
  state: z.enum(['ok', 'degraded', 'down', 'locked_out']),
  reason: Reason.optional(),
  /** When it entered this state (ISO 8601, server clock). */
  since: z.string(),
});
export type SystemHealth = z.infer<typeof SystemHealth>;
