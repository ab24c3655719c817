import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { Readiness } from '@sidelight/shared/setup/readiness.ts';
import type { MonthlyReport } from '@sidelight/shared/sync/monthly-report.ts';
import { Router } from 'express';
import type { Session } from '../access/session.ts';
import type { AuditAction, AuditTrail } from '../audit/ports.ts';
import { impactOf } from '../health/impact.ts';
import { createWarnings } from '../health/warnings.ts';
import { answersRoute } from '../http/answers-route.ts';
import { appWebhooksRoute } from '../http/app-webhooks-route.ts';
import { commands } from '../http/commands.ts';
import { customersRoute } from '../http/customers-route.ts';
import { incidentsRoute } from '../http/incidents-route.ts';
import { jobsRoute } from '../http/jobs-route.ts';
import { type LinksRouteDeps, linksRoute } from '../http/links-route.ts';
import { mapRoute } from '../http/map-route.ts';
import { monthRoute } from '../http/month-route.ts';
import { ownersRoute } from '../http/owners-route.ts';
import { type PreviewRouteDeps, previewRoute } from '../http/preview-route.ts';
import { rolloutRoute } from '../http/rollout-route.ts';
import { setupRoute } from '../http/setup-route.ts';
import { statusRoute } from '../http/status-route.ts';
import { syncRoute } from '../http/sync-route.ts';
import { ticketFieldsRoute } from '../http/ticket-fields-route.ts';
import { type TicketIssuesRouteDeps, ticketIssuesRoute } from '../http/ticket-issues-route.ts';
import type { TenantJobsAdmin } from '../jobs/tenant-admin.ts';
import { pictureOf } from '../map/picture/picture.ts';
import type { Month } from '../report/month.ts';
import type { OnboardingLists } from '../sync/customer/onboarding.ts';
import type { SyncDesk } from '../sync/desk/desk.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { AboutIncidents } from './about-incidents.ts';
import type { Alerting } from './alerting.ts';
import type { TenantHealth } from './health.ts';
import type { HealthLogs } from './health-logs.ts';
import type { HealthView } from './health-view.ts';
import type { TenantRollout } from './rollout.ts';
import type { TenantSetup } from './setup.ts';
import type { TicketFields } from './ticket-fields.ts';

export interface TenantRoutesDeps {
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly logs: HealthLogs;
  readonly view: HealthView;
  readonly health: TenantHealth;
  readonly about: AboutIncidents;
  readonly alerting: Alerting;
  readonly audit: AuditTrail;
  readonly links: LinksRouteDeps;
  readonly setup: TenantSetup;
  readonly rollout: TenantRollout;
  readonly preview: PreviewRouteDeps['preview'];
  readonly jobs: TenantJobsAdmin;
  /** Undefined where the map keeps nothing in agreement. */
  sync(): SyncDesk | undefined;
  readonly onboarding: OnboardingLists;
  readonly ticketFields: TicketFields;
  readonly ticketIssues: Pick<TicketIssuesRouteDeps, 'desk'>;
  /** Undefined where the map keeps nothing in agreement. */
  report(month: Month): Promise<MonthlyReport> | undefined;
  oauthUrl(userId: string): Promise<string | undefined>;
  readiness(signal: AbortSignal): Promise<Readiness>;
  nameOf(session: Session, signal: AbortSignal): Promise<string>;
  /** Somebody has pressed a button. */
  onCommand(): void;
  now(): number;
}

const DAY_MS = 86_400_000;

/** What one tenant's people may ask below `/v1`, besides the context itself. */
export function createTenantRoutes(given: TenantRoutesDeps): { readonly router: Router; close(): void } {
  const { tenant, map, logs, view, health, about, alerting, setup, now } = given;
  const audit = (action: AuditAction, { userId, role }: Session, requestId: string, ticketId?: string) =>
    given.audit.record({
      ...{ tenant, atMs: now(), requestId, actorId: userId, role, action },
      ...(ticketId !== undefined && { ticketId }),
    });
  const { board, presence } = view;
  const status = statusRoute({ board, presence, report: health.report, touched: about.touched, now });
  const router = Router()
    .use(commands(given.onCommand))
    .use('/links', linksRoute(given.links))
    .use('/status', status.router)
    .use(
      '/incidents',
      incidentsRoute({
        ...{ board: view.board, incidents: health.incidents, plans: health.plans, now },
        ...{ answers: health.answers, ...about },
        ...{ nameOf: given.nameOf, audit },
        warnings: createWarnings({ tenant, board: view.board, log: logs.warnings }),
        isSystem: (system) => Object.hasOwn(map.systems, system),
        refresh: () => view.snapshot.refresh(undefined),
      }),
    )
    .use('/answers', answersRoute({ corrections: health.corrections, nameOf: given.nameOf, audit }))
    .use(
      '/owners',
      ownersRoute({
        owners: alerting.owners,
        audit: (session, requestId, ticketId) => audit('owner.told', session, requestId, ticketId),
      }),
    )
    .use(
      '/setup',
      setupRoute({
        ...{ connect: setup.setup.connect, disconnect: setup.setup.disconnect, webhook: setup.webhook },
        ...{ nameOf: given.nameOf, audit },
        read: async ({ locale }, signal) => {
          const readiness = await given.readiness(signal);
          const [connections, webhook, rollout] = await Promise.all([
            setup.setup.list(locale),
            setup.webhook.standing(),
            given.rollout.rollouts(given.readiness).read(readiness, signal),
          ]);
          return { at: new Date(now()).toISOString(), tenant, connections, webhook, readiness, rollout };
        },
        oauthUrl: async (connector, { userId }) =>
          Object.hasOwn(map.systems.helpdesk?.connectors ?? {}, connector) ? given.oauthUrl(userId) : undefined,
        ...{ keys: setup.keys, preview: previewRoute({ preview: given.preview }), now },
        appWebhooks: appWebhooksRoute({ ...setup.appWebhooks, nameOf: given.nameOf, audit, now }),
        rollout: rolloutRoute({
          ...{ change: given.rollout.rollouts(given.readiness).change, members: given.rollout.members },
          ...{ nameOf: given.nameOf, audit },
        }),
      }),
    )
    .use(
      '/customers',
      customersRoute({
        onboarding: given.onboarding,
        audit: (session, requestId) => audit('onboarding.ticked', session, requestId),
      }),
    )
    .use('/tickets', ticketIssuesRoute({ ...given.ticketIssues, subjectsOf: given.ticketFields.subjectsOf, audit }))
    .use('/tickets', ticketFieldsRoute({ ...given.ticketFields, nameOf: given.nameOf, audit }))
    .use('/jobs', jobsRoute({ admin: given.jobs, audit }))
    .use('/sync/report', monthRoute(given.report))
    .use('/sync', syncRoute({ desk: given.sync, nameOf: given.nameOf, audit, now }))
    .use(
      '/map',
      mapRoute({
        picture: (locale) => pictureOf(map, locale),
        observed: async (days) => ({
          days,
          all: await logs.observations.since(tenant, now() - (days - 1) * DAY_MS),
        }),
        impact: (of, locale) => impactOf(map, of, view.snapshot.known().frames, locale),
      }),
    );
  return { router, close: status.close };
}
