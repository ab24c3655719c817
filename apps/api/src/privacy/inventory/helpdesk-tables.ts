import { business, columns, NOBODY, none, nothing, personal, pseudonymous, secret, type TableEntry } from './entry.ts';

const whileConnected = { until: 'the helpdesk is forgotten' } as const;

/** What a helpdesk account is run by: its connections, secrets and rollout, and work in the background. */
export const helpdeskTables = {
  tenants: {
    ...{ about: 'Helpdesk accounts that have been let in.', kept: whileConnected, erasing: NOBODY },
    columns: columns(business('tenant', 'installation_id'), none('learned_at', 'version', 'checks_agents', 'map_hash')),
  },
  used_entries: {
    about: 'Page loads that were used, as hashes, so that none is used twice.',
    kept: { until: 'the entry has ended: minutes' },
    columns: columns(none('tenant', 'name', 'until')),
    erasing: NOBODY,
  },
  connections: {
    ...{ about: 'How systems are reached, and who entered it.', kept: whileConnected, erasing: NOBODY },
    columns: columns(
      ...[none('tenant', 'connector', 'method', 'since'), business('inputs')],
      ...[pseudonymous('agent', 'by_id'), personal('agent', 'by_name')],
    ),
  },
  connection_tests: {
    ...{ about: 'What the last test of a connection said.', kept: whileConnected },
    columns: columns(none('tenant', 'connector'), business('test')),
    erasing: { by: 'row', where: [{ column: 'test', says: 'texts' }] },
  },
  webhook_registrations: {
    ...{ about: 'The webhook of the helpdesk.', kept: whileConnected, erasing: NOBODY },
    columns: columns(none('tenant', 'webhook_id', 'since', 'test_sent_at', 'test_arrived_at', 'subscribed')),
  },
  rollouts: {
    ...{ about: 'Who sees the sidebar.', kept: whileConnected, erasing: NOBODY },
    columns: columns(none('tenant', 'phase', 'pilot_groups', 'groups', 'criteria', 'since', 'version', 'looked_at')),
  },
  rollout_steps: {
    ...{ about: 'How that came about.', kept: whileConnected, erasing: NOBODY },
    columns: columns(none('tenant', 'n', 'at', 'from_phase', 'to_phase', 'why', 'reason'), pseudonymous('agent', 'by')),
  },
  data_keys: {
    ...{ about: 'The keys that seal this helpdesk’s secrets, wrapped.', kept: whileConnected, erasing: NOBODY },
    columns: columns(none('tenant', 'version', 'made_at', 'wrapped_by'), secret('wrapped')),
  },
  secrets: {
    ...{
      about: 'Credentials of vendors, and of agents who let the helpdesk be asked as them, sealed.',
      kept: whileConnected,
      erasing: NOBODY,
    },
    columns: columns(
      ...[none('tenant', 'name', 'version', 'key_version', 'expires_at', 'ends_at', 'told', 'set_at')],
      ...[secret('sealed'), pseudonymous('agent', 'system', 'set_by')],
    ),
  },
  dead_letters: {
    about: 'Work that was given up: ids of what it was about.',
    kept: { name: 'deadLetters' },
    columns: columns(
      none('tenant', 'id', 'queue', 'order_key', 'attempts', 'reason', 'died_at'),
      pseudonymous('requester', 'ids'),
    ),
    erasing: { by: 'row', where: [{ column: 'ids', says: 'ids' }] },
  },
  leases: {
    ...{ about: 'Which process does what.', kept: { until: 'it is let go of' }, erasing: NOBODY },
    columns: columns(none('tenant', 'name', 'holder', 'expires_at')),
  },
  periodic_tasks: {
    ...{ about: 'When the work for all helpdesks is due.', kept: whileConnected, erasing: NOBODY },
    columns: columns(none('name', 'due_at')),
  },
  processes: {
    about: 'Which processes are there, so that an erasure waits for the memory of each.',
    ...{ kept: { until: 'the process is gone: a day at most' }, erasing: NOBODY },
    columns: columns(none('process', 'seen_at')),
  },
  erasures: {
    about: 'Erasures, and by whom they were asked for.',
    kept: { name: 'syncErasures' },
    columns: columns(
      ...[none('tenant', 'id', 'cause', 'state', 'asked_at', 'checked_at', 'ended_at', 'backups_until')],
      ...[none('reason', 'due_at'), pseudonymous('agent', 'asked_by'), personal('requester', 'person')],
    ),
    erasing: nothing('It holds whom to erase while it is under way, and nobody once it is over.'),
  },
  erasure_steps: {
    about: 'The receipt of an erasure: how many rows were erased where, and what could not be reached.',
    kept: { name: 'syncErasures' },
    columns: columns(
      ...[none('tenant', 'erasure', 'place', 'state', 'n', 'at', 'tries', 'reason'), business('owner')],
      pseudonymous('requester', 'ref'),
    ),
    erasing: nothing(
      'It is the proof. The id of a record in another system stands in it until that is gone there too.',
    ),
  },
  forgotten_tenants: {
    about: 'Receipts of helpdesk accounts that were forgotten.',
    kept: { forEverBecause: 'it is the proof that they were' },
    columns: columns(
      ...[
        business('tenant'),
        none('forgotten_at', 'erased', 'backups_until', 'done_at'),
        pseudonymous('agent', 'asked_by'),
      ],
    ),
    erasing: NOBODY,
  },
} as const satisfies Record<string, TableEntry>;
