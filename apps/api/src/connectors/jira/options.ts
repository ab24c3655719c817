import { z } from 'zod';

const word = z.string().trim().min(1);

export const JiraOptions = z.strictObject({
  projects: z.array(word).min(1),
  label: word,
  /** Ids of the custom fields, e.g. `customfield_10050`. */
  workaroundField: word.optional(),
  sentenceField: word.optional(),
});
