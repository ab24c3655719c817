import { z } from 'zod';

/** In the page's own time zone, e.g. `2026-11-23T03:14:03.000-06:00`. Kept in UTC; one that is no time is not there. */
const time = z
  .string()
  .transform((text) => {
    const ms = Date.parse(text);
    return Number.isNaN(ms) ? null : new Date(ms).toISOString();
  })
  .nullish();

/** Open words: one of next year is still something. An empty one is what a group has. */
export const WireComponent = z.object({
  id: z.string().nullish(),
  name: z.string(),
  status: z.string().nullish(),
  /** It stands for those that name it in `group_id`. */
  group: z.boolean().nullish(),
  group_id: z.string().nullish(),
});
export type WireComponent = z.infer<typeof WireComponent>;

/** An incident, or planned maintenance: the same shape. */
export const WireIncident = z.object({
  id: z.string().min(1),
  name: z.string(),
  status: z.string(),
  impact: z.string().nullish(),
  created_at: time,
  /** When it began, where somebody corrected the time it was written down. */
  started_at: time,
  /** Maintenance only: when it was to begin. */
  scheduled_for: time,
  shortlink: z.string().nullish(),
  components: z.array(WireComponent).nullish(),
});
export type WireIncident = z.infer<typeof WireIncident>;

/** `/api/v2/summary.json`, which every page serves without a key. What is in its lists is read one by one. */
export const WireSummary = z.object({
  page: z.object({ id: z.string(), updated_at: time }),
  /** The whole page in a word and a sentence. One that cannot be read says nothing. */
  status: z
    .object({ indicator: z.string(), description: z.string().min(1) })
    .nullish()
    .catch(null),
  /** Those that are not over. */
  incidents: z.array(z.unknown()),
  components: z.array(z.unknown()).nullish(),
  scheduled_maintenances: z.array(z.unknown()).nullish(),
});
export type WireSummary = z.infer<typeof WireSummary>;
