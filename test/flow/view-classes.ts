import type { AuditAction } from '@sidelight/shared/audit/audit-actions.ts';

/**
 * Whether the answer to a request shows values of customers. `shows`: with the row that is there before the answer;
 * `provedIn`: where that is asked, if not in `views-on-record.test.ts`.
 */
export type ViewClass = { readonly shows: AuditAction; readonly provedIn?: string } | { readonly none: string };

const none = (because: string): ViewClass => ({ none: because });
const shows = (action: AuditAction, provedIn?: string): ViewClass => ({ shows: action, ...(provedIn && { provedIn }) });

const command = none('says what came of a command; its own row is written with what it changes');
const figures = none('counts and states of systems, none of a customer');
const mapItself = none('what the map says, of nobody');
const ours = none('keys, people and settings of whoever runs the helpdesk, of no customer');
const entry = none('signs somebody in; nothing of a customer is asked yet');

/** Every GET and POST of the table of routes. One that is not here fails the test. */
export const viewClasses: Readonly<Record<string, ViewClass>> = {
  'operations-route GET /healthz': figures,
  'operations-route GET /readyz': figures,
  'operations-route GET /metrics': figures,
  'operations-route GET /openapi.json': none('the description of the API'),
  'zaf-route GET /:location': entry,
  'zaf-route POST /:location': entry,
  'zaf-route POST /:location/connected': entry,
  'oauth-route GET /begin': entry,
  'oauth-route GET /callback': entry,
  'webhooks-route POST /:tenant/:system': none('takes what a system tells, and says nothing back'),
  'context-route POST /v1/context': shows('context.viewed'),
  'links-route POST /pin': command,
  'links-route POST /reject': command,
  'links-route POST /search': shows('link.searched'),
  'reveal-route POST /': shows('field.revealed'),
  'ticket-issues-route GET /:ticket/issues': none(
    'which issues of the tracker the ticket is linked to, nothing of who wrote it',
  ),
  'ticket-issues-route POST /:ticket/issues': command,
  'status-route GET /': shows('incident.answers_viewed'),
  'status-route GET /open': shows('incident.tickets_viewed'),
  'status-route POST /stream': figures,
  'incidents-route POST /': command,
  'incidents-route POST /planned/:id': command,
  'incidents-route GET /:id/answers': shows('incident.answers_viewed'),
  'incidents-route POST /:id/answers/:ticket/handled': command,
  'answers-route GET /:ticket': shows('incident.answers_viewed'),
  'answers-route POST /:ticket/:incident/handled': command,
  'incidents-route GET /:id/timeline': none('what people wrote and did about an incident, which is ours'),
  'incidents-route GET /people': ours,
  'incidents-route GET /:id/touched': shows('incident.tickets_viewed'),
  'incidents-route POST /:id/tag': command,
  'incidents-route GET /:id/post-mortem': shows('incident.exported'),
  'incidents-route POST /:id/warning': command,
  'incidents-route POST /:id/acknowledge': command,
  'incidents-route POST /:id/note': command,
  'incidents-route POST /:id/assign': command,
  'incidents-route POST /:id/expect': command,
  'incidents-route POST /:id/close': command,
  'owners-route POST /tell': command,
  'map-route GET /': mapItself,
  'map-route GET /impact': mapItself,
  'map-route GET /observed': none('codes that vendors sent, counted over all customers'),
  'setup-route GET /': none('how systems are connected; what is kept of a test has no value of its record'),
  'setup-route POST /connections/:connector': shows('connection.tested', 'setup-parts.test.ts'),
  'setup-route POST /connections/:connector/oauth': command,
  'setup-route POST /webhook': command,
  'setup-route POST /webhook/test': command,
  'agent-check-route GET /': ours,
  'agent-check-route POST /': command,
  'app-webhooks-route GET /': ours,
  'app-webhooks-route POST /:system': command,
  'audit-route GET /': shows('audit.searched'),
  'audit-route POST /check': none('whether the chain is whole'),
  'audit-route GET /export': shows('audit.exported'),
  'privacy-route POST /show': shows('privacy.shown'),
  'privacy-route POST /export': shows('privacy.exported'),
  'privacy-route POST /erase': command,
  'privacy-route POST /erasures': shows('privacy.receipts_viewed'),
  'privacy-route POST /erasure': shows('privacy.receipts_viewed'),
  'jobs-route GET /': none('background work, counted'),
  'jobs-route POST /retry': command,
  'jobs-route POST /discard': command,
  'rollout-route POST /': command,
  'setup-route GET /keys': ours,
  'preview-route POST /': shows('context.viewed'),
  'rollout-route GET /members': ours,
  'sync-route GET /': shows('sync.viewed'),
  'sync-route GET /reviews': shows('sync.viewed'),
  'sync-route GET /letters': shows('sync.viewed'),
  'sync-route GET /unpaired': none('ids of records, and why they have no partner'),
  'sync-route POST /reviews': command,
  'sync-route POST /reviews/undo': command,
  'sync-route POST /rule/patch': mapItself,
  'sync-route POST /rule': command,
  'sync-route GET /fields': none('fields of the systems that could be kept in agreement, no record of them'),
  'sync-route POST /fields/patch': mapItself,
  'sync-route POST /fields': command,
  'sync-route POST /runs': command,
  'sync-route POST /runs/pause': command,
  'sync-route POST /switch': command,
  'sync-route POST /replay': command,
  'month-route GET /': none('a month of sync, counted'),
  'ticket-fields-route GET /:ticket/fields': shows('sync.viewed'),
  'ticket-fields-route POST /:ticket/fields': shows('sync.corrected', 'one-transaction-sync.test.ts'),
  'ticket-fields-route POST /:ticket/fields/undo': shows('sync.correction_undone', 'one-transaction-sync.test.ts'),
  'ticket-steps-route POST /:ticket/steps': command,
};
