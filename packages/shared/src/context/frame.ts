import { z } from 'zod';

/**
 * How a field is laid out. `row` is label and value, `extra` a row that is only there with a value; the rest are for the
 * heading of a card.
 */
export const Show = z.enum(['row', 'extra', 'title', 'strong', 'badge', 'meta', 'pill', 'trend', 'issues', 'list']);
export type Show = z.infer<typeof Show>;

/** What the sidebar draws before any value is known, so that nothing moves when values land. */
export const CardFrame = z.strictObject({
  id: z.string(),
  title: z.string(),
  fields: z.array(
    z.strictObject({
      id: z.string(),
      label: z.string(),
      show: Show,
      /** Agents decide by it: none of it is ever cut. */
      isDecision: z.literal(true).optional(),
      /** Its place in the line above the cards. */
      verdict: z.int().optional(),
      /** Stands there only while its tone is `warn` or `bad`. */
      isRisk: z.literal(true).optional(),
      /** Its value is masked for whoever looks, and they may have it shown for a reason. */
      canReveal: z.literal(true).optional(),
    }),
  ),
});
export type CardFrame = z.infer<typeof CardFrame>;
