const components = [
  { id: 'c4exports0001', name: 'Exports', status: 'degraded_performance', position: 1, group: false },
  { id: 'c4sso00000002', name: 'SSO', status: 'partial_outage', position: 2, group: false },
  { id: 'c4group000006', name: 'Everything else', status: '', position: 6, group: true },
];

export const incident = {
  id: 'p31zjtct2jer',
  name: 'Exports time out on large workspaces',
  status: 'identified',
  created_at: '2026-11-23T09:14:03.000Z',
  updated_at: '2026-11-23T09:40:00.000Z',
  started_at: '2026-11-23T09:12:00.000Z',
  monitoring_at: null,
  resolved_at: null,
  impact: 'minor',
  shortlink: 'https://stspg.example/p31zjtct2jer',
  page_id: 'kctbh9vrtdwd',
  incident_updates: [{ id: 'u1', status: 'identified', body: 'Exports above 50,000 rows time out.' }],
  components: [components[0]],
};

/** An answer as a public page sends it (trimmed recording, names changed): more fields than we read. */
export const summary = {
  page: {
    id: 'kctbh9vrtdwd',
    name: 'Acme',
    url: 'https://status.acme.example',
    time_zone: 'Etc/UTC',
    updated_at: '2026-11-23T09:40:00.000Z',
  },
  status: { indicator: 'minor', description: 'Partially Degraded Service' },
  components,
  incidents: [incident],
  scheduled_maintenances: [{ ...incident, id: 'm55windowsat1', status: 'scheduled', impact: 'maintenance' }],
};
