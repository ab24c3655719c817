import type { Ticket } from '../workspace.ts';
import { h } from './element.ts';
import { GUIDE_NAME } from './guide-panel.ts';
import { statusBadge } from './status-badge.ts';
import { sayWhen } from './when.ts';

/** The view an agent starts from: every sample ticket, with the line that says what is special about it. */
export function createTicketList(
  tickets: readonly Ticket[],
  onOpen: (id: string) => void,
  onGuide?: () => void,
): HTMLElement {
  const columns = ['Status', 'Subject', 'Requester', 'Updated'];
  return h(
    'section',
    { class: 'list', 'aria-labelledby': 'list-title', tabindex: 0 },
    h(
      'header',
      { class: 'list-head' },
      h('h1', { id: 'list-title' }, 'Your open tickets'),
      h('p', { class: 'muted' }, `${tickets.length} sample tickets. Open one to see the app beside it.`),
      onGuide &&
        h(
          'p',
          { class: 'list-guide' },
          h('button', { type: 'button', 'data-guide-open': '', on: { click: onGuide } }, GUIDE_NAME),
          h(
            'span',
            { class: 'muted' },
            'New here? Eight clicks show what happens when billing fails, and what Sidelight does.',
          ),
        ),
    ),
    h(
      'table',
      {},
      h('thead', {}, h('tr', {}, ...columns.map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody', {}, ...tickets.map((ticket) => row(ticket, onOpen))),
    ),
  );
}

function row(ticket: Ticket, onOpen: (id: string) => void) {
  const { id, subject, story, status, requester, organization, messages } = ticket;
  const last = messages.at(-1)?.at;
  const open = h('button', { type: 'button', class: 'subject', dir: 'auto' }, subject);
  return h(
    'tr',
    { 'data-ticket-row': id, on: { click: () => onOpen(id) } },
    h('td', {}, statusBadge(status)),
    h('td', {}, open, h('span', { class: 'story' }, `#${id} · ${story}`)),
    h(
      'td',
      {},
      h('span', { class: 'who', dir: 'auto' }, requester?.name ?? 'No requester yet'),
      h('span', { class: 'muted', dir: 'auto' }, organization?.name ?? requester?.email ?? ''),
    ),
    h('td', { class: 'muted when' }, last ? sayWhen(last, Date.now()) : ''),
  );
}
