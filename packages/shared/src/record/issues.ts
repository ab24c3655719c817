import { z } from 'zod';
import { Tone } from '../context/value.ts';

/** `issues.known` and `issues.incidents`: one shared answer for every ticket, matched to a ticket later. */
export const IssuesRecord = z.strictObject({
  items: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      /** As its team calls it. */
      status: z.string(),
      /** One of the tracker's own few kinds of status, where it has such: what each team calls its own, nobody can know. */
      phase: z.string().nullable().default(null),
      tone: Tone,
      since: z.string().nullable(),
      workaround: z.string().nullable(),
      url: z.string().nullable(),
      sentence: z.string().nullable(),
      /** What it may be matched by: component names and labels. */
      topics: z.array(z.string()),
      /** True when it touches everybody, whatever their ticket says. */
      isGlobal: z.boolean(),
    }),
  ),
});
export type IssuesRecord = z.infer<typeof IssuesRecord>;
