import { z } from 'zod';
import { WireSlas } from './sla.ts';

const id = z.int().transform(String);

/** One ticket of a list, with what was asked for beside it. */
export const WireHistoryTicket = z.object({
  id,
  subject: z.string().nullish(),
  status: z.string(),
  priority: z.string().nullish(),
  tags: z.array(z.string()).nullish(),
  assignee_id: id.nullish(),
  group_id: id.nullish(),
  brand_id: id.nullish(),
  updated_at: z.string(),
  satisfaction_rating: z.object({ score: z.string() }).nullish(),
  metric_set: z.object({ solved_at: z.string().nullish() }).nullish(),
  slas: WireSlas,
});
export type WireHistoryTicket = z.infer<typeof WireHistoryTicket>;

/** `GET /api/v2/organizations/{id}/tickets` and `/api/v2/users/{id}/tickets/requested`, a page of them. */
export const WireHistoryPage = z.object({
  tickets: z.array(z.unknown()),
  users: z.array(z.unknown()).nullish(),
  groups: z.array(z.unknown()).nullish(),
  meta: z.object({ has_more: z.boolean() }),
});

/** Everybody who has one of the tickets, and every group one is in. */
export const WireHolder = z.object({ id, name: z.string().nullish() });
export const WireTicketGroup = z.object({ id, is_public: z.boolean() });
