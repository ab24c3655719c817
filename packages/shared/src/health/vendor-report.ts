import { z } from 'zod';

/** What a vendor's own status page says. A second opinion: shown beside our health, never mixed into it. */
export const VendorReport = z.strictObject({
  system: z.string(),
  connector: z.string(),
  /** The vendor's name as people know it. */
  source: z.string(),
  state: z.enum(['operational', 'degraded', 'outage', 'maintenance', 'unknown']),
  /** The vendor's own sentence, as text. */
  text: z.string().optional(),
  url: z.string(),
  readAt: z.string(),
});
export type VendorReport = z.infer<typeof VendorReport>;
