import type { HealthScore, Signs } from '@sidelight/shared/map/health-score.ts';
import type { HelpdeskTicket } from '../connectors/tickets-port.ts';
import type { TicketFact } from './ticket-fact.ts';

type Seen = Pick<HelpdeskTicket, 'tags' | 'priority'>;

const shows = ({ tags, priorities }: Signs, ticket: Seen): boolean =>
  ticket.tags.some((tag) => tags.includes(tag)) || priorities.some((priority) => priority === ticket.priority);

/** What is kept of a ticket, by the map: its tags only say which marks and which category it has. Pure. */
export function toFact(
  { marks, categories }: Pick<HealthScore, 'marks' | 'categories'>,
  ticket: HelpdeskTicket,
): TicketFact {
  const { tags: _, breachedAtMs = null, ...kept } = ticket;
  const named = (signs: Readonly<Record<string, Signs>>) =>
    Object.entries(signs).flatMap(([name, each]) => (shows(each, ticket) ? [name] : []));
  return { ...kept, breachedAtMs, marks: named(marks), category: named(categories)[0] ?? null };
}
