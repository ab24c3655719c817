import type { HelpdeskTicket } from '../../tickets-port.ts';
import type { WireTicketFacts } from './wire-tickets.ts';

const MINUTE_MS = 60_000;
const statuses = ['new', 'open', 'pending', 'hold', 'solved', 'closed'] as const;

/** Undefined for one that was deleted. */
export function ticketOf(wire: WireTicketFacts): HelpdeskTicket | undefined {
  const status = statuses.find((each) => each === wire.status);
  if (!status) return undefined;
  const metrics = wire.metric_set;
  const minutes = metrics?.reply_time_in_minutes?.calendar;
  const isSettled = status === 'solved' || status === 'closed';
  return {
    ...{ id: wire.id, organizationId: wire.organization_id, requesterId: wire.requester_id, status },
    createdAtMs: Date.parse(wire.created_at),
    updatedAtMs: Date.parse(wire.updated_at),
    firstReplyAfterMs: minutes === null || minutes === undefined ? null : minutes * MINUTE_MS,
    solvedAtMs: isSettled ? Date.parse(metrics?.solved_at ?? wire.updated_at) : null,
    priority: wire.priority ?? null,
    tags: wire.tags ?? [],
    csat: csatOf(wire.satisfaction_rating?.score),
  };
}

/** `offered` and `unoffered` are none; with a comment it is the same rating. */
export function csatOf(score: string | undefined): HelpdeskTicket['csat'] {
  if (score?.startsWith('good')) return 'good';
  return score?.startsWith('bad') ? 'bad' : null;
}
