import { z } from 'zod';

export const JiraOptions = z.strictObject({
  projects: z.array(z.string().min(1)).min(1),
  label: z.string().min(1),
  /** Ids of the custom fields, e.g. `customfield_10050`. */
  workaroundField: z.string().min(1).optional(),
  sentenceField: z.string().min(1).optional(),
});
