import type { HelpdeskTicket } from '../company/bundle.ts';
import type { Company } from '../company/company.ts';
import type { Helpdesk, TicketChange } from '../helpdesk.ts';
import type { Webhooks } from '../webhooks.ts';
import { addedComment } from './zendesk-objects.ts';

/** The helpdesk as agents and customers work in it. */
export interface TicketDesk {
  readonly company: Company;
  readonly helpdesk: Helpdesk;
  readonly webhooks: Webhooks;
}

/** A ticket as somebody writes it; its webhook is sent. */
export function writeTicket({ helpdesk, webhooks }: TicketDesk, ticket: TicketChange): HelpdeskTicket {
  const made = helpdesk.create(ticket);
  webhooks.emit('created', made);
  return made;
}

/** What somebody does to it; one event for each thing. */
export function workOnTicket(
  { company, helpdesk, webhooks }: TicketDesk,
  id: number,
  change: TicketChange,
): HelpdeskTicket {
  const before = helpdesk.ticket(id);
  const after = helpdesk.change(id, change);
  if (!before || !after) throw new Error(`there is no ticket ${id}`);
  const comment = change.comment && helpdesk.comments(id).at(-1);
  webhooks.emitChanges(before, after, comment && addedComment(comment, company));
  if (before.priority !== after.priority)
    webhooks.emit('priority_changed', after, { current: after.priority, previous: before.priority });
  if (before.csat !== after.csat) webhooks.emit('csat_received', after, { current: after.csat, previous: null });
  return after;
}

export function deleteTicket({ helpdesk, webhooks }: TicketDesk, id: number): void {
  const ticket = helpdesk.ticket(id);
  if (!ticket) throw new Error(`there is no ticket ${id}`);
  helpdesk.remove(id);
  webhooks.emit('soft_deleted', ticket, { current: true, previous: false });
}
