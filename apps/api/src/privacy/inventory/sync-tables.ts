import { business, columns, NOBODY, none, nothing, personal, pseudonymous, type TableEntry } from './entry.ts';

const whilePaired = { until: 'the pair is gone' } as const;
const scope = ['tenant', 'object'] as const;

/** What keeps the CRM and the helpdesk in agreement about people and companies. */
export const syncTables = {
  sync_records: {
    about: 'Pairs of records, with the values that are kept in sync.',
    kept: whilePaired,
    columns: columns(
      none(...scope, 'id', 'hold', 'due_left', 'due_right', 'batch_left', 'batch_right', 'changed_at'),
      none('open_left_since', 'open_right_since'),
      ...[pseudonymous('requester', 'left_id', 'right_id'), personal('requester', 'fields')],
    ),
    erasing: {
      by: 'sync',
      where: [
        { column: 'left_id', is: 'contacts' },
        { column: 'right_id', is: 'users' },
      ],
    },
  },
  sync_batches: {
    about: 'What is under way to a side.',
    kept: { until: 'it has arrived' },
    columns: columns(none(...scope, 'side', 'id', 'pending', 'sent_at'), personal('requester', 'items')),
    erasing: { by: 'sync', where: [{ column: 'items', says: 'records' }] },
  },
  sync_reviews: {
    about: 'Conflicts that people decide, with both values.',
    kept: { name: 'syncReviews' },
    columns: columns(
      ...[none(...scope, 'id', 'field', 'why', 'blocks', 'opened_at', 'closed_at')],
      ...[pseudonymous('requester', 'record'), pseudonymous('agent', 'closed_by', 'undo_by')],
      personal('requester', 'left_value', 'right_value', 'choice', 'before'),
    ),
    // That the other side still holds them has to be seen until they are erased there.
    erasing: { by: 'sync', where: [{ column: 'record', is: 'records', except: { why: 'erase_on_other_side' } }] },
  },
  sync_corrections: {
    about: 'Values that agents put right, with what stood before.',
    kept: { name: 'syncCorrections' },
    columns: columns(
      ...[none(...scope, 'id', 'field', 'made_at'), pseudonymous('agent', 'made_by')],
      ...[pseudonymous('requester', 'record'), personal('requester', 'value', 'before')],
    ),
    erasing: { by: 'sync', where: [{ column: 'record', is: 'records' }] },
  },
  sync_dead_letters: {
    about: 'Values that a side did not take: which, and why.',
    kept: whilePaired,
    columns: columns(
      none(...scope, 'side', 'field', 'id', 'reason', 'value_class', 'died_at'),
      ...[pseudonymous('requester', 'record'), pseudonymous('agent', 'replay_by')],
    ),
    erasing: { by: 'sync', where: [{ column: 'record', is: 'records' }] },
  },
  sync_makings: {
    about: 'Records to be made on the other side.',
    kept: { until: 'it is made' },
    columns: columns(
      none(...scope, 'side', 'key', 'is_sent', 'sends', 'is_approved', 'pending', 'waits', 'wanted_at', 'due_at'),
      pseudonymous('requester', 'source_id'),
    ),
    // One that was sent may be there by now: it has to be found.
    erasing: {
      by: 'sync',
      where: [
        { column: 'source_id', is: 'contacts', only: { side: 'left', sends: 0 } },
        { column: 'source_id', is: 'users', only: { side: 'right', sends: 0 } },
      ],
    },
  },
  sync_told: {
    about: 'Records that a side has told of.',
    kept: { until: 'they are read' },
    columns: columns(none(...scope, 'side', 'told_at'), pseudonymous('requester', 'vendor_id')),
    erasing: {
      by: 'sync',
      where: [
        { column: 'vendor_id', is: 'contacts', only: { side: 'left' } },
        { column: 'vendor_id', is: 'users', only: { side: 'right' } },
      ],
    },
  },
  sync_runs: {
    about: 'Comparisons, with some of the values that a dry run would write.',
    kept: { name: 'syncRuns' },
    columns: columns(
      none(...scope, 'id', 'kind', 'state', 'progress', 'result', 'reason', 'asked_at', 'ended_at', 'field'),
      ...[none('checkpoint'), pseudonymous('agent', 'asked_by', 'pause_by'), personal('requester', 'sample')],
    ),
    erasing: { by: 'sync', where: [{ column: 'sample', says: 'people', only: { object: 'contact' } }] },
  },
  sync_unpaired: {
    about: 'Ids without a partner, and ids that may be there twice.',
    kept: { name: 'syncRuns' },
    columns: columns(none(...scope, 'found_at'), pseudonymous('requester', 'found')),
    erasing: { by: 'sync', where: [{ column: 'found', says: 'people', only: { object: 'contact' } }] },
  },
  sync_read_pages: {
    about: 'Records as a comparison has read them, for one that is interrupted.',
    kept: { name: 'syncReadPages' },
    columns: columns(none(...scope, 'run', 'side', 'place', 'read_at'), personal('requester', 'page')),
    erasing: { by: 'sync', where: [{ column: 'page', says: 'texts' }] },
  },
  sync_erasures: {
    about: 'Marks by which people who were erased are known again. Nothing leads back from one.',
    kept: { name: 'syncErasures' },
    columns: columns(none(...scope, 'erasure', 'erased_at'), pseudonymous('requester', 'mark')),
    erasing: nothing('The marks keep whoever was erased from coming back. They are keyed hashes.'),
  },
  sync_cursors: {
    ...{ about: 'How far a side has been read.', kept: { until: 'the helpdesk is forgotten' }, erasing: NOBODY },
    columns: columns(none(...scope, 'side', 'cursor', 'moved_at')),
  },
  journals: {
    ...{ about: 'How far a vendor’s journal has been read.', kept: { until: 'the helpdesk is forgotten' } },
    columns: columns(
      none('tenant', 'system', 'cursor', 'position_at', 'subscribed', 'subscribed_at', 'asked_at', 'read_at'),
      none('failing_since', 'reason', 'compared_at', 'closed_at'),
    ),
    erasing: NOBODY,
  },
  sync_switches: {
    ...{ about: 'What is kept in sync.', kept: { until: 'the helpdesk is forgotten' }, erasing: NOBODY },
    columns: columns(
      none(...scope, 'is_on', 'set_at', 'asked_left_at', 'asked_right_at', 'asked_deals_at', 'asked_fields_at'),
      pseudonymous('agent', 'set_by'),
    ),
  },
  sync_definitions: {
    ...{ about: 'What a side says of its properties.', kept: { until: 'the helpdesk is forgotten' }, erasing: NOBODY },
    columns: columns(none(...scope, 'side', 'outcome', 'asked_at'), business('definitions')),
  },
  sync_fields_aside: {
    ...{ about: 'Fields that are set aside.', kept: { until: 'the field is right again' }, erasing: NOBODY },
    columns: columns(none(...scope, 'field', 'side', 'why', 'lost', 'expression', 'is_returning', 'since')),
  },
  sync_list_marks: {
    ...{ about: 'Places in a side’s list.', kept: { until: 'the helpdesk is forgotten' }, erasing: NOBODY },
    columns: columns(none(...scope, 'side', 'marks', 'kept_at')),
  },
  new_customers: {
    ...{ about: 'Companies whose deal was won.', kept: { forEverBecause: 'a company is welcomed once' } },
    columns: columns(
      ...[none('tenant', 'won_at', 'begun_at', 'contacts', 'made_at')],
      business('company_id', 'deal_id', 'organization_id'),
    ),
    erasing: NOBODY,
  },
  onboarding_steps: {
    ...{ about: 'What is done for a new customer.', kept: { forEverBecause: 'it is the record of the onboarding' } },
    columns: columns(
      ...[none('tenant', 'n', 'step', 'due_at', 'done_at'), business('company_id')],
      pseudonymous('agent', 'done_by'),
    ),
    erasing: NOBODY,
  },
  sync_figures: {
    ...{ about: 'What sync did, added up.', kept: { name: 'syncFigures' }, erasing: NOBODY },
    columns: columns(none('tenant', 'hour', 'object', 'name', 'side', 'detail', 'n')),
  },
  sync_alarms: {
    ...{ about: 'Alarms of sync that are on.', kept: { until: 'it is over' }, erasing: NOBODY },
    columns: columns(none(...scope, 'alarm', 'side', 'since')),
  },
  sync_counts: {
    ...{ about: 'Decisions of sync, counted.', kept: { name: 'syncCounts' }, erasing: NOBODY },
    columns: columns(none('tenant', 'hour', 'object', 'because', 'n')),
  },
} as const satisfies Record<string, TableEntry>;
