import type { TicketStatus } from '../workspace.ts';
import { h } from './element.ts';

export const statusWords: Readonly<Record<TicketStatus, string>> = {
  new: 'New',
  open: 'Open',
  pending: 'Pending',
  hold: 'On hold',
  solved: 'Solved',
  closed: 'Closed',
};

export const statusBadge = (status: TicketStatus) => h('span', { class: `status ${status}` }, statusWords[status]);
