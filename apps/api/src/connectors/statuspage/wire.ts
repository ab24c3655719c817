import { z } from 'zod';

/** `/api/v2/summary.json`, which every page serves without a key. */
export const WireSummary = z.object({
  page: z.object({ id: z.string(), updated_at: z.string() }),
  /** Unresolved ones; planned maintenance has a list of its own, which we do not read. */
  incidents: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      // Both open: a word of next year is still an incident.
      status: z.string(),
      impact: z.string(),
      created_at: z.string(),
      /** When it began, where somebody corrected the time it was written down. */
      started_at: z.string().nullish(),
      shortlink: z.string().nullish(),
      components: z.array(z.object({ name: z.string() })).default([]),
    }),
  ),
});
export type WireSummary = z.infer<typeof WireSummary>;
