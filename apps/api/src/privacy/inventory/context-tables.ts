import { business, columns, NOBODY, none, nothing, personal, pseudonymous, type TableEntry } from './entry.ts';

/** An event of nobody: the delivery was handled, and what it was about is not to be known any more. */
const EMPTY_EVENT = JSON.stringify({ type: 'erased', detail: { id: '' }, isAnswer: false });

/** What opening a ticket leaves behind. */
export const contextTables = {
  links: {
    about: 'Which account a requester is of, and by what evidence.',
    kept: { forEverBecause: 'a link stands until it turns out wrong or its requester is erased' },
    columns: columns(
      ...[
        none('tenant', 'saved_at', 'picked_at'),
        business('organization_id', 'account_id', 'billing_id', 'payer_from'),
      ],
      ...[pseudonymous('requester', 'requester_id', 'contact_id', 'telemetry_id'), none('evidence', 'change')],
      // The address that was looked for stands in it.
      personal('requester', 'basis'),
      pseudonymous('agent', 'picked_by'),
    ),
    erasing: {
      by: 'row',
      where: [
        { column: 'requester_id', is: 'users' },
        { column: 'contact_id', is: 'contacts' },
      ],
    },
  },
  link_rejections: {
    about: 'Accounts that agents have said a requester is not of.',
    kept: { forEverBecause: 'what was rejected must not be proposed again until its requester is erased' },
    columns: columns(
      ...[none('tenant', 'rejected_at'), business('account_id')],
      ...[pseudonymous('requester', 'requester_id'), pseudonymous('agent', 'rejected_by')],
    ),
    erasing: { by: 'row', where: [{ column: 'requester_id', is: 'users' }] },
  },
  last_known: {
    about: 'The last good answer of each read, for when its system cannot be asked.',
    kept: { until: 'the longest `staleIfErrorMs` of the map: 24 hours as delivered' },
    columns: columns(
      none('tenant', 'read', 'read_at'),
      // An address, of somebody who was looked for by it.
      personal('requester', 'subject', 'answer'),
    ),
    erasing: {
      by: 'row',
      where: [
        { column: 'subject', is: 'subjects' },
        { column: 'answer', says: 'texts' },
      ],
    },
  },
  webhook_inbox: {
    about: 'Deliveries of webhooks: the kind of event and the id it is about, no content.',
    kept: { name: 'webhooks' },
    columns: columns(
      ...[none('tenant', 'system', 'delivery_id', 'received_at', 'handled_at', 'taken_until', 'attempts', 'group_id')],
      pseudonymous('requester', 'body'),
    ),
    erasing: {
      by: 'blank',
      set: { body: EMPTY_EVENT },
      // One that nobody has handled yet may be what tells of the erasure.
      where: [{ column: 'body', says: 'ids', filled: 'handled_at' }],
    },
  },
  webhook_hours: {
    ...{
      about: 'How many webhooks came and were refused, by the hour.',
      kept: { name: 'webhookHours' },
      erasing: NOBODY,
    },
    columns: columns(none('tenant', 'system', 'hour', 'delivered', 'refused')),
  },
  webhook_alarms: {
    ...{ about: 'Alarms of webhooks that are on.', kept: { until: 'it is over' }, erasing: NOBODY },
    columns: columns(none('tenant', 'system', 'alarm', 'since')),
  },
  shown_answers: {
    about: 'Values that agents saw old or missing while they decided by them.',
    kept: { name: 'shownAnswers' },
    columns: columns(
      ...[none('tenant', 'field', 'system', 'shown_at', 'answered_at'), pseudonymous('requester', 'ticket_id')],
      ...[personal('requester', 'shown'), pseudonymous('agent', 'answered_by')],
    ),
    erasing: { by: 'row', where: [{ column: 'ticket_id', is: 'tickets' }] },
  },
  believed_answers: {
    about:
      'Values that agents saw as right while they decided by them, from a system that a canary watches: until it finds that system right, which takes minutes while somebody is at work. What it finds wrong stays as long as what was seen old.',
    kept: { name: 'shownAnswers' },
    columns: columns(
      ...[none('tenant', 'field', 'system', 'shown_at', 'answered_at', 'doubted_in')],
      ...[pseudonymous('requester', 'ticket_id'), personal('requester', 'shown')],
      pseudonymous('agent', 'answered_by'),
    ),
    erasing: { by: 'row', where: [{ column: 'ticket_id', is: 'tickets' }] },
  },
  presence: {
    about: 'Which pages are open, on which ticket.',
    kept: { name: 'presence' },
    columns: columns(
      ...[none('tenant', 'frame', 'process', 'seen_at'), business('account_id')],
      ...[pseudonymous('requester', 'ticket_id'), pseudonymous('agent', 'agent_id')],
    ),
    erasing: nothing('Ids alone, of pages that are open: gone within the hour.'),
  },
  audit: {
    about: 'Who looked at what, and who changed what.',
    kept: { forEverBecause: 'it is the evidence of who looked, also after an erasure' },
    columns: columns(
      ...[none('tenant', 'id', 'at', 'request_id', 'role', 'action', 'seq', 'hash', 'count'), business('account_id')],
      ...[pseudonymous('requester', 'ticket_id', 'requester_id', 'subject'), pseudonymous('agent', 'actor_id')],
      // A person of the staff whose sessions were ended, a place of the app, a number of rows.
      ...[business('account'), pseudonymous('agent', 'about')],
    ),
    erasing: nothing(
      'Who looked has to be known after an erasure too. Customers are marks by a key of the helpdesk’s; of rows from before they are changed over by themselves.',
    ),
  },
  audit_heads: {
    about: 'Where each audit ends.',
    kept: { forEverBecause: 'the next row follows it' },
    columns: columns(none('tenant', 'seq', 'hash')),
    erasing: NOBODY,
  },
  audit_signed_heads: {
    about: 'Ends of the audit, signed every hour in which it grows.',
    kept: { forEverBecause: 'they show that nothing was removed' },
    columns: columns(none('tenant', 'seq', 'hash', 'at', 'public_key', 'signature')),
    erasing: NOBODY,
  },
  audit_checks: {
    about: 'What the last look through the audit has found.',
    kept: { forEverBecause: 'one row a helpdesk, replaced by the next' },
    columns: columns(none('tenant', 'at', 'verdict')),
    erasing: NOBODY,
  },
  ended_sessions: {
    about: 'Whose sessions were ended before their time.',
    kept: { name: 'endedSessions' },
    columns: columns(none('tenant', 'before'), pseudonymous('agent', 'user_id')),
    erasing: NOBODY,
  },
  agent_sessions: {
    about: 'Until when sessions last of agents who let the helpdesk be asked as them.',
    kept: { until: 'their sessions have ended, and what they allowed was given back' },
    columns: columns(none('tenant', 'until'), pseudonymous('agent', 'user_id')),
    erasing: NOBODY,
  },
  field_reveals: {
    about: 'Masked values that people had shown, and what they wrote of why. The value is in none.',
    kept: { name: 'fieldReveals' },
    columns: columns(
      ...[none('tenant', 'request_id', 'at', 'field'), pseudonymous('agent', 'actor_id')],
      ...[pseudonymous('requester', 'ticket_id'), personal('requester', 'note')],
    ),
    erasing: { by: 'row', where: [{ column: 'ticket_id', is: 'tickets' }] },
  },
  issue_reports: {
    about: 'Which tickets report an issue of the tracker, and wait for it.',
    kept: { name: 'issueReports' },
    columns: columns(
      ...[none('tenant', 'linked_at', 'awaited_at', 'looked_at', 'gone_since', 'told_at', 'said_at')],
      ...[business('issue_id', 'title'), pseudonymous('requester', 'ticket_id')],
      pseudonymous('agent', 'linked_by', 'awaited_by'),
    ),
    erasing: { by: 'row', where: [{ column: 'ticket_id', is: 'tickets' }] },
  },
  ticket_marks: {
    about: 'Notes and tags that a ticket is to be given after an outage.',
    kept: { name: 'marks' },
    columns: columns(
      ...[none('tenant', 'basis', 'fields', 'state', 'attempts', 'why', 'next_at', 'made_at')],
      pseudonymous('requester', 'ticket_id'),
    ),
    erasing: { by: 'row', where: [{ column: 'ticket_id', is: 'tickets' }] },
  },
} as const satisfies Record<string, TableEntry>;
