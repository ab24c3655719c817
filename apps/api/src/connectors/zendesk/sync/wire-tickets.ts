import { z } from 'zod';

const id = z.int().transform(String);
const at = z.iso.datetime({ offset: true });

/** Metrics stand with the ticket where they were asked for; a new ticket has none yet. */
const Metrics = z.object({
  reply_time_in_minutes: z.object({ calendar: z.number().nullish() }).nullish(),
  solved_at: at.nullish(),
});

/** A ticket, as far as support's view of a customer goes, and its subject for the note about it. */
export const WireTicketFacts = z.object({
  id,
  organization_id: id.nullable(),
  requester_id: id.nullable(),
  assignee_id: id.nullish(),
  created_at: at,
  updated_at: at,
  status: z.string(),
  priority: z.string().nullish(),
  subject: z.string().nullish(),
  tags: z.array(z.string()).nullish(),
  satisfaction_rating: z.object({ score: z.string() }).nullish(),
  metric_set: Metrics.nullish(),
});
export type WireTicketFacts = z.infer<typeof WireTicketFacts>;

export const WireTicketId = z.object({ id });

/** `GET /api/v2/tickets/show_many?include=users,metric_sets` */
export const WireTickets = z.object({
  tickets: z.array(z.unknown()),
  users: z.array(z.object({ id, name: z.string().nullish() })).nullish(),
});

/** `GET /api/v2/incremental/tickets/cursor` */
export const WireTicketChanges = z.object({
  tickets: z.array(z.unknown()),
  after_cursor: z.string().nullish(),
  end_of_stream: z.boolean(),
});

/** `GET /api/v2/incremental/ticket_metric_events`; `end_time` is null where there is nothing. */
export const WireMetricEvents = z.object({
  ticket_metric_events: z.array(z.unknown()),
  end_time: z.int().nullish(),
  end_of_stream: z.boolean().nullish(),
  count: z.int().nullish(),
});
export const WireMetricEvent = z.object({ ticket_id: id, type: z.string(), time: at });
