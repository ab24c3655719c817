import { z } from 'zod';

/** Something that the person who asks has told a customer, and that turned out different. In their language. */
export const Correction = z.strictObject({
  incidentId: z.string(),
  /** When their reply went out (ISO 8601). */
  toldAt: z.string(),
  fields: z.array(
    z.strictObject({
      id: z.string(),
      label: z.string(),
      was: z.string(),
      /** Absent: the system holds no such value any more. */
      isNow: z.string().optional(),
      /** Since when (ISO 8601), where the system says so; else when it was read. */
      since: z.string().optional(),
      readAt: z.string().optional(),
    }),
  ),
  /** What may be sent to the customer as it stands, in their language. */
  sentence: z.string().optional(),
  /** What the agent should know of its language. */
  note: z.string().optional(),
});
export type Correction = z.infer<typeof Correction>;

/** `GET /v1/answers/:ticket`: what the person who asks has to put right there. */
export const Corrections = z.strictObject({ corrections: z.array(Correction) });
export type Corrections = z.infer<typeof Corrections>;
