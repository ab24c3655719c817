import { z } from 'zod';
import { Value } from '../context/value.ts';

/** `GET /v1/incidents/:id/answers`: what was shown during an incident and turned out different. */
export const AnswersAtRisk = z.strictObject({
  incidentId: z.string(),
  /** `waiting`: the incident is not over. `checking`: being read again now. */
  state: z.enum(['waiting', 'checking', 'done']),
  /** Tickets that were shown an old or missing decision field. */
  shown: z.int(),
  checked: z.int(),
  /** Could not be read again; worth a look by hand. */
  unchecked: z.int(),
  tickets: z.array(
    z.strictObject({
      ticketId: z.string(),
      url: z.string().optional(),
      /** A reply went out while it was shown. */
      wasAnswered: z.boolean(),
      fields: z.array(
        z.strictObject({
          id: z.string(),
          label: z.string(),
          shown: Value,
          shownAt: z.string(),
          /** Null: the system holds no such value any more. */
          isNow: Value.nullable(),
        }),
      ),
    }),
  ),
});
export type AnswersAtRisk = z.infer<typeof AnswersAtRisk>;
