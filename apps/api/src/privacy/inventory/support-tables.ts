import { columns, none, nothing, personal, pseudonymous, type TableEntry } from './entry.ts';

/** What support's own view of a customer is made from. */
export const supportTables = {
  support_tickets: {
    about: 'How tickets went: times, status, rating. No subject and no text.',
    kept: { name: 'supportTickets' },
    columns: columns(
      ...[none('tenant', 'created_at', 'updated_at', 'first_reply_after_ms', 'solved_at', 'status', 'priority')],
      ...[none('marks', 'category', 'breached_at'), pseudonymous('account', 'organization_id')],
      ...[pseudonymous('requester', 'id', 'requester_id'), personal('requester', 'csat')],
    ),
    // The company's figures stay right, and say nothing of who wrote.
    erasing: { by: 'blank', set: { requester_id: null }, where: [{ column: 'requester_id', is: 'users' }] },
  },
  support_customers: {
    about: 'Figures of a customer, worked out from their tickets.',
    kept: { name: 'supportTickets' },
    columns: columns(
      ...[none('tenant', 'kind', 'worked_out_at'), pseudonymous('requester', 'id')],
      personal('requester', 'record'),
    ),
    erasing: { by: 'row', where: [{ column: 'id', is: 'users', only: { kind: 'users' } }] },
  },
  support_notes: {
    about: 'Which note of a ticket was last written into the CRM, as a hash.',
    kept: { name: 'supportTickets' },
    columns: columns(none('tenant', 'about_at', 'written_at'), pseudonymous('requester', 'ticket_id', 'hash')),
    erasing: nothing('The number of a ticket and a hash: without it the note would be written again.'),
  },
  support_due: {
    about: 'Tickets to be read, customers to be worked out, notes to be written.',
    kept: { until: 'it is done' },
    columns: columns(none('tenant', 'work', 'due_at', 'said'), pseudonymous('requester', 'id')),
    erasing: { by: 'row', where: [{ column: 'id', is: 'customers', only: { work: 'customer' } }] },
  },
  support_feeds: {
    about: 'How far the helpdesk’s list of tickets has been read.',
    kept: { until: 'the helpdesk is forgotten' },
    columns: columns(none('tenant', 'feed', 'cursor', 'next_at', 'is_behind')),
    erasing: nothing('A place in a list.'),
  },
} as const satisfies Record<string, TableEntry>;
