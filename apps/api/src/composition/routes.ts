import type { MonthlyReport } from '@sidelight/shared/sync/monthly-report.ts';
import type { Router } from 'express';
import { createTokenBuckets } from '../access/token-buckets.ts';
import type { AuditDesk } from '../audit/desk.ts';
import type { AuditedChanges, AuditTrail } from '../audit/ports.ts';
import { impactOf } from '../health/impact.ts';
import { createWarnings } from '../health/warnings.ts';
import { answersRoute } from '../http/answers-route.ts';
import { auditRoute } from '../http/audit-route.ts';
import { commands } from '../http/commands.ts';
import { deniedTo } from '../http/denied-to.ts';
import { incidentsRoute } from '../http/incidents-route.ts';
import { jobsRoute } from '../http/jobs-route.ts';
import { type LinksRouteDeps, linksRoute } from '../http/links-route.ts';
import { mapRoute } from '../http/map-route.ts';
import { monthRoute } from '../http/month-route.ts';
import { ownersRoute } from '../http/owners-route.ts';
import { type PrivacyRouteDeps, privacyRoute } from '../http/privacy-route.ts';
import { type RevealRouteDeps, revealRoute } from '../http/reveal-route.ts';
import { routes } from '../http/routes.ts';
import { statusRoute } from '../http/status-route.ts';
import { syncRoute } from '../http/sync-route.ts';
import { ticketFieldsRoute } from '../http/ticket-fields-route.ts';
import { type TicketIssuesRouteDeps, ticketIssuesRoute } from '../http/ticket-issues-route.ts';
import { ticketStepsRoute } from '../http/ticket-steps-route.ts';
import type { TenantJobsAdmin } from '../jobs/tenant-admin.ts';
import { pictureOf } from '../map/picture/picture.ts';
import type { Month } from '../report/month.ts';
import type { OnboardingLists } from '../sync/customer/onboarding.ts';
import type { SyncDesk } from '../sync/desk/desk.ts';
import type { AboutIncidents } from './about-incidents.ts';
import type { Alerting } from './alerting.ts';
import type { TenantHealth } from './health.ts';
import type { HealthLogs } from './health-logs.ts';
import type { HealthView } from './health-view.ts';
import { createRouteAudit } from './route-audit.ts';
import { createSetupRoutes, type SetupRoutesDeps } from './setup-routes.ts';
import type { TicketFields } from './ticket-fields.ts';

export interface TenantRoutesDeps extends Omit<SetupRoutesDeps, 'recordOf'> {
  readonly logs: HealthLogs;
  readonly view: HealthView;
  readonly health: TenantHealth;
  readonly about: AboutIncidents;
  readonly alerting: Alerting;
  readonly audit: AuditTrail & AuditedChanges;
  steadyNow(): number;
  readonly auditDesk: AuditDesk;
  readonly links: LinksRouteDeps;
  readonly reveal: RevealRouteDeps;
  readonly privacy: PrivacyRouteDeps;
  readonly jobs: TenantJobsAdmin;
  /** Undefined where the map keeps nothing in agreement. */
  sync(): SyncDesk | undefined;
  readonly onboarding: OnboardingLists;
  readonly ticketFields: TicketFields;
  readonly ticketIssues: Pick<TicketIssuesRouteDeps, 'desk'>;
  /** Undefined where the map keeps nothing in agreement. */
  report(month: Month): Promise<MonthlyReport> | undefined;
  /** Somebody has pressed a button. */
  onCommand(): void;
}

const DAY_MS = 86_400_000;
/** Fields that one person may say are wrong: more than an outage takes from a ticket that they look at. */
const REPORTS = { burst: 10, perSecond: 10 / 600 };

/** What one tenant's people may ask below `/v1`, besides the context itself. */
export function createTenantRoutes(given: TenantRoutesDeps): { readonly router: Router; close(): void } {
  const { tenant, map, logs, view, health, about, alerting, now } = given;
  const { recordOf, view: viewed, look, denied } = createRouteAudit(given);
  const { board, presence } = view;
  const status = statusRoute({
    board,
    presence,
    report: health.report,
    touched: about.touched,
    shownTo: given.ticketFields.shownTo,
    look,
    now,
  });
  const router = routes()
    .use(commands(given.onCommand))
    .use(deniedTo(denied, ['links', 'reveal']))
    .use('/links', linksRoute(given.links))
    .use('/reveal', revealRoute(given.reveal))
    .use('/status', status.router)
    .use(
      '/incidents',
      incidentsRoute({
        ...{ board: view.board, incidents: health.incidents, plans: health.plans, now },
        ...{ answers: health.answers, ...about },
        ...{ nameOf: given.nameOf, view: viewed, look, recordOf },
        warnings: createWarnings({ tenant, board: view.board, log: logs.warnings }),
        isSystem: (system) => Object.hasOwn(map.systems, system),
        refresh: () => view.snapshot.refresh(undefined),
      }),
    )
    .use(
      '/answers',
      answersRoute({
        corrections: health.corrections,
        shownTo: given.ticketFields.shownTo,
        nameOf: given.nameOf,
        ...{ look, recordOf },
      }),
    )
    .use(
      '/owners',
      ownersRoute({
        owners: alerting.owners,
        subjectsOf: given.ticketFields.subjectsOf,
        takeReport: createTokenBuckets(REPORTS, given.steadyNow).take,
        recordOf,
      }),
    )
    .use('/setup', createSetupRoutes({ ...given, recordOf }))
    .use(
      '/tickets',
      ticketStepsRoute({
        onboarding: given.onboarding,
        recordOf,
        subjectsOf: given.ticketFields.subjectsOf,
      }),
    )
    .use('/tickets', ticketIssuesRoute({ ...given.ticketIssues, subjectsOf: given.ticketFields.subjectsOf, recordOf }))
    .use('/tickets', ticketFieldsRoute({ ...given.ticketFields, nameOf: given.nameOf, view: viewed, recordOf }))
    .use('/audit', auditRoute({ desk: given.auditDesk, view: viewed }))
    .use('/privacy', privacyRoute(given.privacy))
    .use('/jobs', jobsRoute({ admin: given.jobs, recordOf }))
    .use('/sync/report', monthRoute(given.report))
    .use('/sync', syncRoute({ desk: given.sync, nameOf: given.nameOf, look, recordOf, now }))
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
