import type { Ticket } from '../workspace.ts';
import { fill, h } from './element.ts';
import { statusBadge } from './status-badge.ts';

export interface TicketHead {
  readonly element: HTMLElement;
  show(ticket: Ticket): void;
}

/** The top of a ticket: what it is about, and which sample of the demo it is. */
export function createTicketHead(key: string, isNew: boolean, onSubject: (subject: string) => void): TicketHead {
  if (isNew) {
    const subject = h('input', {
      class: 'subject-input',
      type: 'text',
      autocomplete: 'off',
      placeholder: 'Subject',
      'aria-label': 'Subject',
      'data-subject': key,
      on: { input: () => onSubject(subject.value) },
    });
    const title = h('h1', { class: 'unseen' }, 'New ticket');
    return { element: h('header', { class: 'ticket-head' }, title, subject), show: () => {} };
  }
  // Isolated, so that a right-to-left subject reads right and still starts where subjects start.
  const title = h('bdi');
  const line = h('p', { class: 'ticket-line' });
  return {
    element: h('header', { class: 'ticket-head' }, h('h1', {}, title), line),
    show(ticket) {
      title.textContent = ticket.subject;
      fill(
        line,
        statusBadge(ticket.status),
        h('span', { class: 'muted' }, `#${key}`),
        ticket.story && h('span', { class: 'story' }, ticket.story),
      );
    },
  };
}
