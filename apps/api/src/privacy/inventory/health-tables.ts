import { business, columns, NOBODY, none, personal, pseudonymous, type TableEntry } from './entry.ts';

const figures = (about: string, kept: TableEntry['kept'], ...names: readonly string[]): TableEntry => ({
  ...{ about, kept, erasing: NOBODY },
  columns: columns(none('tenant', ...names)),
});

/** How systems and the service itself have been doing, and who was told. */
export const healthTables = {
  health_signals: figures(
    ...(['Answers and failures of systems, counted.', { name: 'signals' }] as const),
    ...['id', 'process', 'seq', 'system', 'connector', 'at_ms', 'source', 'ok', 'failed', 'tail', 'reason', 'hold_ms'],
  ),
  connection_health: figures(
    ...(['How each connection is.', { until: 'the helpdesk is forgotten' }] as const),
    ...['connector', 'system', 'state', 'reason', 'since_ms', 'history', 'last_signal'],
  ),
  health_versions: figures('Counts changes of health.', { until: 'the helpdesk is forgotten' }, 'version'),
  incidents: figures(
    ...(['Outages.', { forEverBecause: 'what was learned of an outage is looked up years later' }] as const),
    ...['id', 'system', 'opened_at', 'closed_at', 'first_signal', 'histories'],
  ),
  incident_entries: {
    about: 'The timeline of an outage, with notes that leads have typed.',
    kept: { forEverBecause: 'it is the record of the outage' },
    columns: columns(none('tenant', 'incident_id', 'n'), personal('agent', 'entry')),
    erasing: { by: 'redact', column: 'entry', as: 'jsonb' },
  },
  incident_answers: {
    about: 'Answers given in an outage on values that turned out different.',
    kept: { forEverBecause: 'it is the record of whom to put right' },
    columns: columns(
      ...[none('tenant', 'incident_id', 'handled_at'), pseudonymous('requester', 'ticket_id')],
      ...[personal('requester', 'result'), pseudonymous('agent', 'handled_by')],
    ),
    erasing: { by: 'row', where: [{ column: 'ticket_id', is: 'tickets' }] },
  },
  incident_warnings: {
    about: 'Who was warned of an outage.',
    kept: { name: 'warnings' },
    columns: columns(none('tenant', 'incident_id', 'level', 'warned_at'), pseudonymous('agent', 'agent_id')),
    erasing: NOBODY,
  },
  planned_maintenance: {
    about: 'Maintenance that leads have planned, in their words.',
    kept: { until: 'it begins' },
    columns: columns(
      ...[none('tenant', 'id', 'system', 'starts_at', 'ends_at'), personal('agent', 'text')],
      pseudonymous('agent', 'planned_by'),
    ),
    erasing: { by: 'redact', column: 'text', as: 'text' },
  },
  alerts: {
    about: 'Messages to owners, and whether they arrived.',
    kept: { name: 'alerts' },
    columns: columns(
      ...[none('tenant', 'id', 'once', 'incident_id', 'state', 'attempts', 'why', 'next_at', 'made_at')],
      ...[business('channel'), personal('agent', 'message')],
    ),
    erasing: { by: 'redact', column: 'message', as: 'jsonb' },
  },
  speeds: figures('How fast systems answer.', { name: 'latencies' }, 'process', 'minute', 'kind', 'name', 'buckets'),
  promises: figures('Whether the promise was kept, by the hour.', { name: 'slo' }, 'hour', 'total', 'kept'),
  served_contexts: figures(
    ...(['How opening a ticket went, by the minute.', { name: 'servedContexts' }] as const),
    ...['minute', 'total', 'in_time', 'failed'],
  ),
  observations: figures(
    ...(['What was seen of the map at work: names and counts.', { name: 'observations' }] as const),
    ...['day', 'kind', 'name', 'detail', 'count'],
  ),
  call_usage: figures(
    ...(['Calls to vendors, counted.', { until: 'three times the window it counts' }] as const),
    ...['connector', 'window_ms', 'start_ms', 'kind', 'counter', 'calls', 'seen_at'],
  ),
} as const satisfies Record<string, TableEntry>;
