import { admins, all, leads, type Row } from './matrix-row.ts';
import { syncRows } from './matrix-sync-rows.ts';

const isOpen = (file: string, route: string, status: number, path = route): Row => ({
  ...{ file, method: 'GET', route, path, open: status, own: all(status) },
});

const link = { ticketId: '1001', requesterId: '900010', accountId: '6100000101' };
const criteria = {
  leastInTimePercent: 50,
  mostDownMinutes: 60,
  mostFailedPercent: 50,
  overMinutes: 60,
  leastContexts: 100,
};

/** Every route there is. One that is not here fails the test that reads the source. */
export const rows: readonly Row[] = [
  isOpen('operations-route', '/healthz', 200),
  isOpen('operations-route', '/readyz', 200),
  isOpen('operations-route', '/metrics', 404),
  isOpen('operations-route', '/openapi.json', 404),
  isOpen('zaf-route', '/:location', 200, '/zaf/ticket_sidebar'),
  { file: 'zaf-route', method: 'POST', route: '/:location', path: '/zaf/ticket_sidebar', own: all(401) },
  {
    ...{ file: 'zaf-route', method: 'POST', route: '/:location/connected', path: '/zaf/nav_bar/connected' },
    own: all(401),
  },
  // Last of all by its own user: it ends what the others still ask with.
  { file: 'session-route', method: 'DELETE', route: '/session', path: '/v1/session', own: all(204) },
  // Nobody there is called so.
  { file: 'session-route', method: 'DELETE', route: '/session/:user', path: '/v1/session/1', own: admins(204) },
  isOpen('oauth-route', '/begin', 400, '/oauth/begin?state=x'),
  isOpen('oauth-route', '/callback', 400, '/oauth/callback?state=x'),
  // A webhook is told by its signature, whoever's session comes with it.
  { file: 'webhooks-route', method: 'POST', route: '/:tenant/:system', path: '/webhooks/acme/helpdesk', own: all(401) },
  {
    ...{ file: 'context-route', method: 'POST', route: '/v1/context', path: '/v1/context', own: all(200) },
    body: { ticketId: '1001' },
  },
  {
    file: 'links-route',
    method: 'POST',
    route: '/pin',
    path: '/v1/links/pin',
    body: link,
    own: all(204),
    other: all(403),
  },
  {
    ...{
      file: 'links-route',
      method: 'POST',
      route: '/reject',
      path: '/v1/links/reject',
      body: link,
      own: { agent: 204, lead: 404, admin: 404 },
    },
    // Rejected once, it is gone.
    other: all(403),
  },
  {
    ...{ file: 'links-route', method: 'POST', route: '/search', path: '/v1/links/search', own: all(200) },
    ...{ body: { ticketId: '1001', requesterId: '900010', text: 'northwind' }, other: all(403) },
  },
  {
    ...{ file: 'reveal-route', method: 'POST', route: '/', path: '/v1/reveal' },
    body: { ticketId: '1001', field: 'plan.worth', reason: 'contract', note: 'Asks what their contract is worth' },
    ...{ own: { agent: 200, lead: 403, admin: 403 }, other: { agent: 503, lead: 403, admin: 403 } },
  },
  {
    ...{ file: 'ticket-issues-route', method: 'GET', route: '/:ticket/issues', path: '/v1/tickets/1001/issues' },
    ...{ own: all(200), other: all(503) },
  },
  {
    ...{ file: 'ticket-issues-route', method: 'POST', route: '/:ticket/issues', path: '/v1/tickets/1001/issues' },
    // Of no issue that there is.
    ...{ body: { issue: 'APP-0', want: 'link' }, own: all(404), other: all(503) },
  },
  { file: 'status-route', method: 'GET', route: '/', path: '/v1/status', own: leads(200) },
  { file: 'status-route', method: 'GET', route: '/open', path: '/v1/status/open', own: leads(200) },
  { file: 'status-route', method: 'POST', route: '/stream', path: '/v1/status/stream', body: {}, own: all(200) },
  {
    ...{ file: 'incidents-route', method: 'POST', route: '/', path: '/v1/incidents', own: leads(201) },
    body: { system: 'telemetry', minutes: 5 },
  },
  {
    ...{ file: 'incidents-route', method: 'POST', route: '/planned/:id', path: '/v1/incidents/planned/none' },
    ...{ body: { startsAt: new Date(Date.now() + 3_600_000).toISOString(), minutes: 5 }, own: leads(404) },
  },
  {
    ...{ file: 'incidents-route', method: 'DELETE', route: '/planned/:id', path: '/v1/incidents/planned/none' },
    own: leads(404),
  },
  {
    ...{ file: 'incidents-route', method: 'GET', route: '/:id/answers', path: '/v1/incidents/{incident}/answers' },
    ...{ own: leads(200), other: leads(404) },
  },
  {
    ...{ file: 'incidents-route', method: 'POST', route: '/:id/answers/:ticket/handled' },
    ...{ path: '/v1/incidents/{incident}/answers/none/handled', body: {}, own: leads(404) },
  },
  {
    ...{ file: 'incidents-route', method: 'DELETE', route: '/:id/answers/:ticket/handled' },
    ...{ path: '/v1/incidents/{incident}/answers/none/handled', own: leads(404) },
  },
  { file: 'answers-route', method: 'GET', route: '/:ticket', path: '/v1/answers/1001', own: all(200) },
  {
    ...{ file: 'answers-route', method: 'POST', route: '/:ticket/:incident/handled' },
    ...{ path: '/v1/answers/1001/{incident}/handled', body: {}, own: all(404) },
  },
  {
    ...{ file: 'answers-route', method: 'DELETE', route: '/:ticket/:incident/handled' },
    ...{ path: '/v1/answers/1001/{incident}/handled', own: all(404) },
  },
  {
    ...{ file: 'incidents-route', method: 'GET', route: '/:id/timeline', path: '/v1/incidents/{incident}/timeline' },
    ...{ own: leads(200), other: leads(404) },
  },
  { file: 'incidents-route', method: 'GET', route: '/people', path: '/v1/incidents/people', own: leads(200) },
  {
    ...{ file: 'incidents-route', method: 'GET', route: '/:id/touched', path: '/v1/incidents/{incident}/touched' },
    ...{ own: leads(200), other: leads(404) },
  },
  {
    ...{ file: 'incidents-route', method: 'POST', route: '/:id/tag', path: '/v1/incidents/{incident}/tag' },
    ...{ body: {}, own: leads(200), other: leads(404) },
  },
  {
    ...{ file: 'incidents-route', method: 'GET', route: '/:id/post-mortem' },
    ...{ path: '/v1/incidents/{incident}/post-mortem', own: leads(200), other: leads(404) },
  },
  {
    ...{ file: 'incidents-route', method: 'POST', route: '/:id/warning', path: '/v1/incidents/{incident}/warning' },
    ...{ body: {}, own: leads(200), other: leads(404) },
  },
  {
    ...{
      file: 'incidents-route',
      method: 'POST',
      route: '/:id/acknowledge',
      path: '/v1/incidents/{incident}/acknowledge',
    },
    ...{ body: {}, own: leads(204), other: leads(404) },
  },
  {
    ...{ file: 'incidents-route', method: 'POST', route: '/:id/note', path: '/v1/incidents/{incident}/note' },
    ...{ body: { text: 'seen' }, own: leads(204), other: leads(404) },
  },
  {
    ...{ file: 'incidents-route', method: 'POST', route: '/:id/assign', path: '/v1/incidents/{incident}/assign' },
    ...{ body: { to: 'Integrations' }, own: leads(204), other: leads(404) },
  },
  {
    ...{ file: 'incidents-route', method: 'POST', route: '/:id/expect', path: '/v1/incidents/{incident}/expect' },
    ...{ body: { minutes: 30 }, own: leads(204), other: leads(404) },
  },
  {
    ...{ file: 'incidents-route', method: 'POST', route: '/:id/close', path: '/v1/incidents/{incident}/close' },
    // Health opened it, so health closes it.
    ...{ body: {}, own: leads(403), other: leads(404) },
  },
  {
    ...{ file: 'owners-route', method: 'POST', route: '/tell', path: '/v1/owners/tell', own: all(200) },
    body: { field: 'payment.status' },
  },
  { file: 'map-route', method: 'GET', route: '/', path: '/v1/map', own: leads(200) },
  { file: 'map-route', method: 'GET', route: '/impact', path: '/v1/map/impact?system=billing', own: leads(200) },
  { file: 'map-route', method: 'GET', route: '/observed', path: '/v1/map/observed', own: leads(200) },
  { file: 'setup-route', method: 'GET', route: '/', path: '/v1/setup', own: admins(200) },
  {
    ...{ file: 'setup-route', method: 'POST', route: '/connections/:connector', path: '/v1/setup/connections/hubspot' },
    // The first one's is the operator's own, and changed only there.
    ...{ body: { inputs: { token: 'x' }, save: false }, own: admins(403), other: admins(200) },
  },
  {
    ...{
      file: 'setup-route',
      method: 'DELETE',
      route: '/connections/:connector',
      path: '/v1/setup/connections/hubspot',
    },
    own: admins(404),
  },
  {
    ...{ file: 'setup-route', method: 'POST', route: '/connections/:connector/oauth', body: {}, own: admins(404) },
    path: '/v1/setup/connections/zendesk/oauth',
  },
  { file: 'setup-route', method: 'POST', route: '/webhook', path: '/v1/setup/webhook', body: {}, own: admins(200) },
  {
    file: 'setup-route',
    method: 'POST',
    route: '/webhook/test',
    path: '/v1/setup/webhook/test',
    body: {},
    own: admins(200),
  },
  { file: 'agent-check-route', method: 'GET', route: '/', path: '/v1/setup/agent-check', own: admins(200) },
  {
    ...{ file: 'agent-check-route', method: 'POST', route: '/', path: '/v1/setup/agent-check', own: admins(200) },
    body: { isOn: false },
  },
  { file: 'app-webhooks-route', method: 'GET', route: '/', path: '/v1/setup/webhooks', own: admins(200) },
  {
    ...{ file: 'app-webhooks-route', method: 'POST', route: '/:system', path: '/v1/setup/webhooks/crm' },
    ...{ body: { signingKey: null }, own: admins(200) },
  },
  { file: 'audit-route', method: 'GET', route: '/', path: '/v1/audit', own: admins(200) },
  { file: 'audit-route', method: 'POST', route: '/check', path: '/v1/audit/check', own: admins(200) },
  {
    ...{ file: 'audit-route', method: 'GET', route: '/export', own: admins(200) },
    path: '/v1/audit/export?format=csv',
  },
  ...(['show', 'export'] as const).map(
    (what): Row => ({
      ...{ file: 'privacy-route', method: 'POST', route: `/${what}`, path: `/v1/privacy/${what}`, own: admins(200) },
      body: { who: { by: 'email', text: 'nobody@nowhere.example' } },
    }),
  ),
  {
    ...{ file: 'privacy-route', method: 'POST', route: '/erase', path: '/v1/privacy/erase', own: admins(200) },
    body: { who: { by: 'email', text: 'nobody@nowhere.example' }, reason: 'other', typed: 'somebody@else.example' },
  },
  {
    ...{ file: 'privacy-route', method: 'POST', route: '/erasures', path: '/v1/privacy/erasures', own: admins(200) },
    body: {},
  },
  {
    ...{ file: 'privacy-route', method: 'POST', route: '/erasure', path: '/v1/privacy/erasure', own: admins(404) },
    body: { id: 'none' },
  },
  { file: 'jobs-route', method: 'GET', route: '/', path: '/v1/jobs', own: admins(200) },
  ...['retry', 'discard'].map(
    (what): Row => ({
      ...{ file: 'jobs-route', method: 'POST', route: `/${what}`, path: `/v1/jobs/${what}`, own: admins(200) },
      body: { queue: 'mark', reason: 'refused' },
    }),
  ),
  {
    ...{ file: 'rollout-route', method: 'POST', route: '/', path: '/v1/setup/rollout', own: admins(200) },
    body: { phase: 'everyone', pilotGroups: [], groups: [], criteria },
  },
  { file: 'setup-route', method: 'GET', route: '/keys', path: '/v1/setup/keys', own: admins(200) },
  {
    ...{ file: 'preview-route', method: 'POST', route: '/', path: '/v1/setup/preview', own: admins(200) },
    body: { as: 'agent', ticketId: '1001' },
  },
  {
    ...{ file: 'rollout-route', method: 'GET', route: '/members', own: admins(200) },
    path: '/v1/setup/rollout/members?groups=360010',
  },
  ...syncRows,
];
