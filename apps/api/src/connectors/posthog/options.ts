import { z } from 'zod';

/** PostHog knows five group types a project; which one is the account is the map's to say. */
export const PosthogOptions = z.strictObject({
  projectId: z.string().trim().min(1),
  groupIndex: z.int().min(0).max(4),
  /** Queries an hour, where PostHog has given the project another number: 120 is its default for some. */
  queriesPerHour: z.int().min(1).optional(),
});
