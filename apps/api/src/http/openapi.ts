import { ContextAnswer, ContextEvent } from '@sidelight/shared/context/event.ts';
import { ContextRequest, LinkRequest } from '@sidelight/shared/context/request.ts';
import { RevealAnswer, RevealRequest } from '@sidelight/shared/context/reveal.ts';
import { SearchAnswer, SearchRequest } from '@sidelight/shared/context/search.ts';
import { StepRequest } from '@sidelight/shared/customer/onboarding.ts';
import {
  CorrectAnswer,
  CorrectRequest,
  CorrectUndoRequest,
  TicketFields,
} from '@sidelight/shared/customer/synced-fields.ts';
import { IssueReport, IssueRequest, TicketIssues } from '@sidelight/shared/customer/ticket-issues.ts';
import { AnswersAtRisk } from '@sidelight/shared/health/answers-at-risk.ts';
import { BlastRadius } from '@sidelight/shared/health/blast-radius.ts';
import { Corrections } from '@sidelight/shared/health/correction.ts';
import { TimelinePage } from '@sidelight/shared/health/incident.ts';
import { MaintenanceAnswer } from '@sidelight/shared/health/planned.ts';
import {
  AssignRequest,
  ExpectRequest,
  MaintenanceRequest,
  NoteRequest,
  ReplanRequest,
  TellAnswer,
  TellRequest,
} from '@sidelight/shared/health/request.ts';
import { StatusEvent, StatusRequest } from '@sidelight/shared/health/status.ts';
import { StatusReport } from '@sidelight/shared/health/status-report.ts';
import { People, TagAnswer, Touched } from '@sidelight/shared/health/touched.ts';
import { WarningAnswer } from '@sidelight/shared/health/warning.ts';
import { JobsAnswer, JobsReport, JobsRequest } from '@sidelight/shared/jobs/jobs-report.ts';
import { Observed } from '@sidelight/shared/map/observation.ts';
import { MapPicture } from '@sidelight/shared/map/picture.ts';
import { AgentCheck, AgentCheckAnswer, AgentCheckRequest } from '@sidelight/shared/setup/agent-check.ts';
import { AppWebhookAnswer, AppWebhookRequest, AppWebhooks } from '@sidelight/shared/setup/app-webhook.ts';
import { ConnectAnswer, ConnectRequest, OauthStart } from '@sidelight/shared/setup/connection.ts';
import { Disconnected } from '@sidelight/shared/setup/disconnected.ts';
import { GroupMembers } from '@sidelight/shared/setup/group-members.ts';
import { PreviewAnswer, PreviewRequest } from '@sidelight/shared/setup/preview.ts';
import { RolloutAnswer, RolloutRequest } from '@sidelight/shared/setup/rollout.ts';
import { Setup } from '@sidelight/shared/setup/setup.ts';
import { StoredKeys } from '@sidelight/shared/setup/stored-key.ts';
import { WebhookAnswer } from '@sidelight/shared/setup/webhook.ts';
import { z } from 'zod';
import { auditPaths } from './openapi-audit.ts';
import { body, json, operation, refusals } from './openapi-operation.ts';
import { privacyPaths } from './openapi-privacy.ts';
import { syncPaths } from './openapi-sync.ts';

/** What leads and banners ask. */
function statusPaths() {
  const lines = 'application/x-ndjson';
  return {
    '/v1/status': {
      get: operation({ summary: 'For leads: health, incidents, speeds, the SLO', answer: StatusReport }),
    },
    '/v1/status/open': {
      get: operation({ summary: 'For leads: tickets on screen now, and who is online', answer: Touched }),
    },
    '/v1/status/stream': {
      post: operation({
        summary: 'Health and incidents as they change',
        ask: StatusRequest,
        answer: StatusEvent,
        type: lines,
      }),
    },
    '/v1/incidents': {
      post: operation({
        summary: 'Planned maintenance, now or ahead',
        ask: MaintenanceRequest,
        answer: MaintenanceAnswer,
        status: '201',
      }),
    },
    '/v1/incidents/planned/{id}': {
      post: operation({ summary: 'Maintenance planned ahead has another time or note', ask: ReplanRequest }),
      delete: operation({ summary: 'Maintenance planned ahead is taken back' }),
    },
    '/v1/incidents/{id}/acknowledge': { post: operation({ summary: 'Somebody is on it' }) },
    '/v1/incidents/{id}/note': { post: operation({ summary: 'A line for the timeline', ask: NoteRequest }) },
    '/v1/incidents/{id}/assign': { post: operation({ summary: 'Who takes care of it', ask: AssignRequest }) },
    '/v1/incidents/{id}/expect': { post: operation({ summary: 'When it will be over', ask: ExpectRequest }) },
    '/v1/incidents/{id}/close': { post: operation({ summary: 'Planned maintenance is over early' }) },
    '/v1/incidents/{id}/timeline': {
      get: operation({ summary: 'For leads: the whole timeline, page by page', answer: TimelinePage }),
    },
    '/v1/incidents/people': {
      get: operation({ summary: 'For leads: whom an incident can be assigned to', answer: People }),
    },
    '/v1/incidents/{id}/touched': {
      get: operation({ summary: 'For leads: the tickets an incident has touched', answer: Touched }),
    },
    '/v1/incidents/{id}/tag': {
      post: operation({ summary: 'For leads: a tag for the tickets an incident has touched', answer: TagAnswer }),
    },
    '/v1/incidents/{id}/post-mortem': {
      get: operation({
        summary: 'For leads: the incident as Markdown',
        ...{ answer: z.string(), type: 'text/markdown' },
      }),
    },
    '/v1/incidents/{id}/warning': {
      post: operation({
        summary: 'For leads: whether to warn this person now; answered with yes once',
        answer: WarningAnswer,
      }),
    },
    '/v1/incidents/{id}/answers/{ticket}/handled': {
      post: operation({ summary: 'An answer at risk is handled' }),
      delete: operation({ summary: 'It was not, after all; for ten minutes' }),
    },
    '/v1/answers/{ticket}': {
      get: operation({
        summary: 'What you have told the customer there and turned out different',
        answer: Corrections,
      }),
    },
    '/v1/answers/{ticket}/{id}/handled': {
      post: operation({ summary: 'You have told the customer what is right' }),
      delete: operation({ summary: 'You have not, after all; for ten minutes' }),
    },
    '/v1/incidents/{id}/answers': {
      get: operation({ summary: 'What was shown and turned out different', answer: AnswersAtRisk }),
    },
    '/v1/owners/tell': {
      post: operation({ summary: 'Tells the owner of a field', ask: TellRequest, answer: TellAnswer }),
    },
    '/v1/setup': { get: operation({ summary: 'For admins: connections, webhook, readiness, rollout', answer: Setup }) },
    '/v1/setup/connections/{connector}': {
      post: operation({
        summary: 'Reads one record with these credentials; saves them when asked to and when that went well',
        ...{ ask: ConnectRequest, answer: ConnectAnswer },
      }),
      delete: operation({
        summary: 'Forgets the connection and its secrets, and gives a sign-in back where the vendor takes it',
        answer: Disconnected,
      }),
    },
    '/v1/setup/connections/{connector}/oauth': {
      post: operation({ summary: 'Where an admin allows the connection', answer: OauthStart }),
    },
    '/v1/setup/webhook': {
      post: operation({ summary: 'Registers the webhook of the helpdesk', answer: WebhookAnswer }),
    },
    '/v1/setup/webhook/test': { post: operation({ summary: 'Has one delivery sent', answer: WebhookAnswer }) },
    '/v1/setup/webhooks': {
      get: operation({ summary: 'For admins: webhooks that vendors’ own apps send', answer: AppWebhooks }),
    },
    '/v1/setup/webhooks/{system}': {
      post: operation({
        summary: 'Keeps the secret they are signed by; null takes it away',
        ...{ ask: AppWebhookRequest, answer: AppWebhookAnswer },
      }),
    },
    '/v1/setup/keys': {
      get: operation({
        summary: 'For admins: what is stored to sign in with, how old it is and when it ends',
        answer: StoredKeys,
      }),
    },
    '/v1/setup/agent-check': {
      get: operation({ summary: 'For admins: whether the helpdesk is asked as each agent', answer: AgentCheck }),
      post: operation({ summary: 'Switches that', ask: AgentCheckRequest, answer: AgentCheckAnswer }),
    },
    '/v1/setup/preview': {
      post: operation({
        summary: 'For admins: a ticket as an agent or a lead sees it',
        ask: PreviewRequest,
        answer: PreviewAnswer,
      }),
    },
    '/v1/setup/rollout/members': {
      get: operation({
        summary: 'For admins: how many people are in these groups (`groups=1,2`)',
        answer: GroupMembers,
      }),
    },
    '/v1/setup/rollout': {
      post: operation({ summary: 'Another phase, groups or criteria', ask: RolloutRequest, answer: RolloutAnswer }),
    },
    '/v1/jobs': {
      get: operation({ summary: 'For admins: background work that waits or was given up', answer: JobsReport }),
    },
    '/v1/jobs/retry': {
      post: operation({ summary: 'Puts what was given up back on its queue', ask: JobsRequest, answer: JobsAnswer }),
    },
    '/v1/jobs/discard': {
      post: operation({ summary: 'Forgets what was given up', ask: JobsRequest, answer: JobsAnswer }),
    },
    ...auditPaths(),
    ...privacyPaths(),
    ...syncPaths(),
    '/v1/tickets/{ticket}/fields': {
      get: operation({
        summary: 'What both sides hold of a ticket’s customer, as far as it can be corrected or waits',
        answer: TicketFields,
      }),
      post: operation({ summary: 'Corrects one value, on both sides', ask: CorrectRequest, answer: CorrectAnswer }),
    },
    '/v1/tickets/{ticket}/fields/undo': {
      post: operation({ summary: 'Takes that back, for an hour', ask: CorrectUndoRequest, answer: CorrectAnswer }),
    },
    '/v1/tickets/{ticket}/issues': {
      get: operation({ summary: 'Known issues, and how a ticket stands to them', answer: TicketIssues }),
      post: operation({
        summary: 'Links a ticket to a known issue, or wants it told when that is closed; or takes it back',
        ...{ ask: IssueRequest, answer: IssueReport },
      }),
    },
    '/v1/tickets/{ticket}/steps': {
      post: operation({ summary: 'A step for the new customer is done, or is not after all', ask: StepRequest }),
    },
    '/v1/map': { get: operation({ summary: 'The integration map, laid out', answer: MapPicture }) },
    '/v1/map/observed': {
      get: operation({ summary: 'What was seen of the map at work, for `sidelight map drift`', answer: Observed }),
    },
    '/v1/map/impact': { get: operation({ summary: 'What a system or field would take with it', answer: BlastRadius }) },
  };
}

/** The API's own description, made from the schemas it checks with. */
export function describeApi(version: string) {
  const change = (summary: string) => ({
    post: {
      summary,
      security: [{ session: [] }],
      requestBody: body(LinkRequest),
      responses: { '204': { description: 'Done' }, ...refusals },
    },
  });
  return {
    openapi: '3.0.3',
    info: { title: 'Sidelight', version },
    components: { securitySchemes: { session: { type: 'http', scheme: 'bearer' } } },
    paths: {
      '/v1/context': {
        post: {
          summary: 'Who the customer on a ticket is: one line per change, or one object',
          security: [{ session: [] }],
          requestBody: body(ContextRequest),
          responses: {
            '200': {
              description: 'The context',
              content: {
                'application/x-ndjson': json(ContextEvent, 'output'),
                'application/json': json(ContextAnswer, 'output'),
              },
            },
            ...refusals,
          },
        },
      },
      '/v1/session': { delete: operation({ summary: 'Ends everything you have open here' }) },
      '/v1/session/{user}': {
        delete: operation({ summary: 'Ends everything that somebody of your helpdesk has open here' }),
      },
      '/v1/links/pin': change('This requester is that account'),
      '/v1/links/reject': change('This requester is not that account'),
      '/v1/links/search': {
        post: operation({
          summary: 'Accounts of the CRM by name, domain or address, for a requester nobody knows',
          ...{ ask: SearchRequest, answer: SearchAnswer },
        }),
      },
      '/v1/reveal': {
        post: operation({
          summary: 'A value that is masked for this role, for a minute and a reason that goes on record',
          ...{ ask: RevealRequest, answer: RevealAnswer },
        }),
      },
      ...statusPaths(),
    },
  };
}
