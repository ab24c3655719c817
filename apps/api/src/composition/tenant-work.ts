import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { WebhookEvent } from '../connectors/webhook.ts';
import { type Changed, forgetChanged } from '../context/read/told-stale.ts';
import { handledBy } from '../health/handled-by.ts';
import type { RiskLog } from '../health/ports.ts';
import { createMarking } from '../marks/mark-ticket.ts';
import { createNoteAnswer } from '../marks/note-answer.ts';
import type { MarkLog } from '../marks/ports.ts';
import { createAnswered } from '../store/answered.ts';
import { createInbox } from '../store/inbox.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { createWebhookWork } from '../webhooks/handle.ts';
import type { Alerting } from './alerting.ts';
import type { HealthView } from './health-view.ts';
import type { TenantSetup } from './setup.ts';
import type { SharedDeps } from './shared-deps.ts';
import type { TenantContext } from './tenant-context.ts';
import type { TenantJobs } from './tenant-jobs.ts';
import { withJournal } from './tenant-journal.ts';
import { createTenantPrivacy } from './tenant-privacy.ts';
import type { TenantReads } from './tenant-reads.ts';
import { createTenantSync } from './tenant-sync.ts';
import { createTicketIssuesOf } from './ticket-issues.ts';
import { tellStale } from './told-stale.ts';
import { webhookOf } from './webhooks.ts';

export interface TenantWorkDeps {
  readonly shared: SharedDeps;
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly context: TenantContext;
  readonly reads: TenantReads;
  readonly view: HealthView;
  readonly alerting: Alerting;
  readonly marks: MarkLog;
  readonly risks: RiskLog;
  readonly setup: TenantSetup;
  isAtWork(): boolean;
}

/** What is remembered here of a tenant, and no longer counts. */
export interface Remembering {
  /** A delivery is stored: what it is about has changed. */
  received(system: string, event: WebhookEvent): void;
  /** Another process was told so. */
  forget(system: string, what: Changed): void;
}

/** What one tenant does with its jobs, and with a delivery before its job. */
export function createTenantWork(given: TenantWorkDeps) {
  const { shared, tenant, map, context, view, marks, setup, isAtWork } = given;
  const { jobs } = shared;
  const { db } = shared.serviceDeps.database;
  const { outbox } = given.alerting;
  const forget: Remembering['forget'] = (system, what) => forgetChanged(context, tenant, system, what);
  const noteAnswer = createNoteAnswer({
    ...{ tenant, map, answered: createAnswered(db, jobs, view.watched.size > 0) },
    incidents: () => view.snapshot.known().incidents,
  });
  const privacy = createTenantPrivacy({ shared, tenant, map, connections: given.reads.connections });
  const sync = createTenantSync({
    ...{ shared, tenant, map, reads: given.reads, owners: given.alerting.owners, privacy },
    subscribe: setup.webhook.subscribe,
  });
  const webhooks = createWebhookWork(
    {
      ...{ ...context, inbox: createInbox(db, jobs), noteAnswer, isAtWork },
      meaningOf: (system, event) => webhookOf(map, system)?.meaningOf(event),
      ...{ forget, forgetEverywhere: tellStale(shared.serviceDeps.database.notifications, tenant) },
      testArrived: setup.webhook.arrived,
      ...{ recordsChanged: sync.recordsChanged, recordErased: sync.recordErased },
      personGoneOrBack: privacy.goneOrBack,
      ...{ dealChanged: sync.dealChanged, ticketsTold: sync.ticketsTold },
    },
    tenant,
  );
  const issues = createTicketIssuesOf({ shared, tenant, map, context, reads: given.reads });
  const marking = createMarking({
    ...{ tenant, map, marks, connection: given.reads.helpdesk, askedBy: issues.askedBy },
    handledBy: (ticketId, incidentId) => handledBy(given.risks, tenant, ticketId, incidentId),
  });
  const own: TenantJobs = {
    webhook: ({ system = 'helpdesk', deliveryId }, signal) => webhooks.handle(system, deliveryId, signal),
    webhookGroup: ({ groupId }, signal) => webhooks.handleGroup(groupId, signal),
    alert: {
      run: (job, signal) => outbox.deliver(job.ids.alertId, job, signal),
      abandon: ({ alertId }) => outbox.abandon(alertId),
    },
    mark: { run: (job, signal) => marking.mark(job.ids, job, signal), abandon: (ids) => marking.abandon(ids) },
    ...sync.jobs,
    sync: withJournal({ shared, tenant, map, connections: given.reads.connections }, sync.jobs.sync),
    issueWatch: issues.look,
    erasure: ({ erasureId }, signal) => privacy.run(erasureId, signal),
  };
  const remembering: Remembering = { received: webhooks.received, forget };
  return { jobs: own, remembering, onboarding: sync.onboarding, corrections: sync.corrections, issues };
}

export type TenantWork = ReturnType<typeof createTenantWork>;
