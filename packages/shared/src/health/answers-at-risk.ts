import { z } from 'zod';
import { Value } from '../context/value.ts';

/** A ticket whose agent was shown something that turned out different. */
export const TicketAtRisk = z.strictObject({
  ticketId: z.string(),
  url: z.string().optional(),
  /** The company, as the cards name it. */
  customer: z.string().optional(),
  /** A reply went out while it was shown. */
  wasAnswered: z.boolean(),
  /** When, and by whom: their name. In the store, their id. */
  answeredAt: z.string().optional(),
  answeredBy: z.string().optional(),
  fields: z.array(
    z.strictObject({
      id: z.string(),
      label: z.string(),
      shown: Value,
      shownAt: z.string(),
      /** Null: the system holds no such value any more. */
      isNow: Value.nullable(),
      /** Since when it is so, where the system says so; and when it was read. */
      since: z.string().optional(),
      readAt: z.string().optional(),
    }),
  ),
  /** Somebody has told the customer, or has seen that nobody needs to. */
  handled: z.strictObject({ by: z.string(), at: z.string() }).optional(),
});
export type TicketAtRisk = z.infer<typeof TicketAtRisk>;

/** `GET /v1/incidents/:id/answers`: what was shown during an incident and turned out different. */
export const AnswersAtRisk = z.strictObject({
  incidentId: z.string(),
  /** `waiting`: the incident is not over. `checking`: being read again now. */
  state: z.enum(['waiting', 'checking', 'done']),
  /** Tickets that were shown an old, missing or wrong decision field. */
  shown: z.int(),
  checked: z.int(),
  /** Could not be read again; worth a look by hand. */
  unchecked: z.int(),
  /** Ids of the first of them. */
  uncheckedTickets: z.array(z.string()),
  tickets: z.array(TicketAtRisk),
});
export type AnswersAtRisk = z.infer<typeof AnswersAtRisk>;
