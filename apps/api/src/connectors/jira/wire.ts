import { z } from 'zod';

/** `2026-11-02T10:00:00.000+0000`: no colon in the offset. Kept as ISO 8601 in UTC. */
const time = z.string().transform((text, context) => {
  const ms = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  if (!Number.isNaN(ms)) return new Date(ms).toISOString();
  context.addIssue({ code: 'custom' });
  return z.NEVER;
});

/** Rich text. What is inside is walked, not checked: its node types are open, and its depth is not ours to trust. */
const WireDocument = z.object({ type: z.literal('doc'), content: z.array(z.unknown()) });

/** A text field, plain or rich; null when empty. */
export const WireText = z.union([z.string(), WireDocument]).nullish();
export type WireText = z.infer<typeof WireText>;

export const WireIssue = z.object({
  key: z.string(),
  /** Custom fields come under the names the map gives them. */
  fields: z.looseObject({
    summary: z.string(),
    status: z.object({ name: z.string(), statusCategory: z.object({ key: z.string() }) }),
    priority: z.object({ name: z.string() }).nullish(),
    created: time.optional(),
    labels: z.array(z.string()).default([]),
    components: z.array(z.object({ name: z.string() })).default([]),
  }),
});
export type WireIssue = z.infer<typeof WireIssue>;

export const WirePage = z.object({ issues: z.array(WireIssue), nextPageToken: z.string().nullish() });
export type WirePage = z.infer<typeof WirePage>;
