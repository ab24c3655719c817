import type { HelpdeskTicket } from '../company/bundle.ts';
import { iso } from '../company/clock.ts';
import type { World } from '../world.ts';
import { payingConversations } from './conversations/paying.ts';
import type { Told } from './conversations/told.ts';
import { unclearConversations } from './conversations/unclear.ts';
import type { Message, Organization, Person, Ticket } from './workspace.ts';

export interface TicketSource {
  /** The sample tickets, as they are now. */
  list(): readonly Ticket[];
  /** Any ticket of the world: a sample, a generated one, or one created since. */
  find(id: string): Ticket | undefined;
}

const conversations: Readonly<Record<string, Told>> = { ...payingConversations, ...unclearConversations };

/** Read straight from the world, past its vendors: the page must work while the helpdesk's API is broken on purpose. */
export function worldTickets({ company, helpdesk }: Pick<World, 'company' | 'helpdesk'>): TicketSource {
  const samples = new Map(company.samples.map((sample) => [sample.ticketId, sample]));

  const show = (ticket: HelpdeskTicket): Ticket => {
    const sample = samples.get(ticket.id);
    return {
      id: String(ticket.id),
      subject: ticket.subject,
      story: sample?.story ?? '',
      status: ticket.status,
      priority: ticket.priority,
      tags: [...ticket.tags],
      requester: personOf(ticket.requesterId),
      organization: organizationOf(ticket.organizationId),
      messages: [...told(ticket, sample && conversations[sample.key]), ...added(ticket)],
    };
  };
  const personOf = (id: number | null): Person | null => {
    const user = id === null ? undefined : company.user(id);
    return user ? { id: String(user.id), name: user.name, email: user.email, externalId: user.externalId } : null;
  };
  const organizationOf = (id: number | null): Organization | null => {
    const found = id === null ? undefined : company.organization(id);
    return found ? { id: String(found.id), name: found.name, externalId: found.externalId } : null;
  };
  const told = (ticket: HelpdeskTicket, { letter = '…', replies = [] }: Partial<Told> = {}): readonly Message[] => {
    const from = personOf(ticket.requesterId)?.name ?? 'Triage';
    const text = letter.replace('…', () => ticket.message);
    const first = { from, by: ticket.requesterId === null ? 'note' : 'customer', text } as const;
    const stepMs = (ticket.updatedAtMs - ticket.createdAtMs) / Math.max(1, replies.length);
    return [first, ...replies].map((each, i) => ({ ...each, at: iso(ticket.createdAtMs + i * stepMs) }));
  };
  // The first comment is the ticket's own message, which opens the letter.
  const added = ({ id }: HelpdeskTicket): readonly Message[] =>
    helpdesk
      .comments(id)
      .slice(1)
      .map(({ authorId, body, isPublic, createdAtMs }) => ({
        from: personOf(authorId)?.name ?? 'Somebody',
        by: isPublic ? 'agent' : 'note',
        at: iso(createdAtMs),
        text: body,
      }));

  const now = (id: number) => {
    const ticket = helpdesk.ticket(id);
    return ticket && show(ticket);
  };
  return {
    list: () => company.samples.flatMap(({ ticketId }) => now(ticketId) ?? []),
    find: (id) => now(Number(id)),
  };
}
