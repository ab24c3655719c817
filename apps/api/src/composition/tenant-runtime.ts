import { randomUUID } from 'node:crypto';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { nameOf, type Staff } from '../access/roles.ts';
import { createNewCodes } from '../alerts/new-codes.ts';
import { openContext } from '../context/open-context.ts';
import { readFresh } from '../context/read-fresh.ts';
import { cachedAnswer } from '../context/stream/cached-answer.ts';
import type { TenantHandle } from '../http/tenant-handle.ts';
import { createTenantJobsAdmin } from '../jobs/tenant-admin.ts';
import { errorFields } from '../log.ts';
import { createDeadLetters } from '../store/dead-letter-log.ts';
import { createMarkLog } from '../store/mark-log.ts';
import type { Runtime } from '../tenants/awake-tenants.ts';
import type { KnownTenant } from '../tenants/ports.ts';
import { createAboutIncidents } from './about-incidents.ts';
import { aboutTickets } from './about-tickets.ts';
import { createAgentCheck } from './agent-check.ts';
import { createAlerting } from './alerting.ts';
import { noteWork } from './at-work.ts';
import { createTenantHealth } from './health.ts';
import { createHealthLogs } from './health-logs.ts';
import { createHealthSignals } from './health-signals.ts';
import { createHealthView } from './health-view.ts';
import { monthReports } from './month-reports.ts';
import { createTenantPreview } from './preview.ts';
import { createPrivacyRouteDeps } from './privacy-desk.ts';
import { createTenantReadiness } from './readiness.ts';
import { createTenantRollout } from './rollout.ts';
import { createTenantRoutes } from './routes.ts';
import { createTenantSetup } from './setup.ts';
import type { SharedDeps } from './shared-deps.ts';
import { createSyncDesk } from './sync-desk.ts';
import { createTenantContext } from './tenant-context.ts';
import { createTenantEntry } from './tenant-entry.ts';
import type { TenantJobs } from './tenant-jobs.ts';
import { createTenantLinks } from './tenant-links.ts';
import { createTenantReads, type TenantEndpoints } from './tenant-reads.ts';
import { createTenantReveal } from './tenant-reveal.ts';
import { tenantTasks } from './tenant-tasks.ts';
import { createTenantWork, type Remembering } from './tenant-work.ts';
import { createTicketFieldsOf } from './ticket-fields.ts';

/** Everything that is made from one tenant's map and connections. */
export interface TenantRuntime extends TenantHandle, Runtime, Remembering {
  readonly jobs: TenantJobs;
}

/** Each part is made from those above it, and runs from `start` on. */
export function createTenantRuntime(
  shared: SharedDeps,
  known: KnownTenant,
  endpoints: TenantEndpoints,
  map: IntegrationMap,
): TenantRuntime {
  const { metrics, audit, jobs, secrets, oauth, pages, statements } = shared;
  const { tenant } = known;
  const { config, database, log, now, steadyNow, random } = shared.serviceDeps;
  const { db } = database;
  const runtimeId = randomUUID();
  const blueprint = shared.blueprintOf(map);
  const atWork = noteWork(shared.atWork.of(tenant));
  const own = { tenant, map, db, now, steadyNow, connect: shared.connect };
  const logs = createHealthLogs({ tenant, db, statements, log, erased: shared.erased, steadyNow });
  const signals = createHealthSignals({ tenant, runtimeId, map, logs, metrics, log, now, steadyNow });
  const reads = createTenantReads({ shared, known, runtimeId, map, endpoints, signals });
  const { connections, reader, helpdesk } = reads;
  const { alertChannels: channels, statusPages } = config;
  const alerting = createAlerting({ ...own, jobs, channels, statusPages, pages });
  const rollout = createTenantRollout({
    ...{ tenant, db, served: statements.served, withinMs: map.health.slo.withinMs, now, steadyNow, helpdesk },
    firstPhase: config.operator?.tenant === tenant ? 'everyone' : 'sandbox',
    told: alerting.owners.rolledBack,
    onTrouble: (error) => log.error('the rollout was not read', { tenant, ...errorFields(error) }),
    onGap: (gapMs) => log.warn('the rollout is watched anew', { tenant, tookMs: gapMs }),
  });
  const newCodes = createNewCodes(alerting.owners.newValue, steadyNow);
  const view = createHealthView({
    ...{ tenant, runtimeId, map, logs, signals, connections, log, now, steadyNow },
    ...{ vendorPages: alerting.vendorPages, alertOf: alerting.outbox.stateOf },
    ...{ onNewCode: newCodes.see, onShown: rollout.served.shown, onRightAgain: reads.forgetAnswersOf },
  });
  const context = createTenantContext({ shared, known, map, blueprint, reads, view });
  const { agent: agentRead, ticket: ticketRead } = context.reads;
  const named = { nameOf: (who: Staff, signal: AbortSignal) => nameOf({ reader, agentRead }, who, signal) };
  const marks = createMarkLog(db, jobs);
  const setup = createTenantSetup({
    ...{ ...own, blueprint, config, connections, view, secrets, oauth },
    ...{ vendorConsents: shared.vendorConsents, changed: () => shared.changes.changed(tenant) },
  });
  const tasks = tenantTasks({
    ...{ ...own, shared, blueprint, logs, view, owners: alerting.owners },
    ...{ rollout: rollout.watch, connections, setup },
  });
  const tickets = aboutTickets({ tenant, map, reader, ticketRead, marks });
  const health = createTenantHealth({
    ...{ tenant, runtimeId, map, blueprint, logs, signals, view, connections, atWork, log, now, steadyNow, random },
    ...{ leases: shared.leases, notifications: database.notifications, ...named },
    open: (ticketId, kind, signal) => readFresh(context, tenant, ticketId, kind, signal),
    ...{ ...tickets, tell: alerting.owners.incident },
    ...{ tasks, ownTasks: [newCodes], reporters: [rollout.served] },
    unmarked: (since) => marks.givenUp(tenant, since),
  });
  const readiness = createTenantReadiness({ ...own, config, connections, view, secrets, setup, rollout });
  const forWork = { shared, tenant, map, context, reads, view, alerting, marks, risks: logs.risks, setup };
  const work = createTenantWork({ ...forWork, isAtWork: atWork.isAtWork });
  const entry = createTenantEntry({ shared, known, map, blueprint, reads, agentRead, rollout, board: view.board });
  const routes = createTenantRoutes({
    ...{ tenant, map, logs, view, health, alerting, audit, now, steadyNow, setup, rollout, readiness, ...named },
    about: createAboutIncidents({ ...own, logs, view, health, context, reads, ...named, ...tickets }),
    auditDesk: shared.auditDeskOf(tenant),
    jobs: createTenantJobsAdmin({ tenant, jobs, letters: createDeadLetters(db, jobs) }),
    sync: createSyncDesk({ shared, tenant, map, reads, atWork }),
    ...{ report: monthReports(own), onCommand: atWork.worked, oauthUrl: entry.connectUrl },
    ...{ onboarding: work.onboarding, ticketFields: createTicketFieldsOf({ shared, tenant, map, context, work }) },
    preview: createTenantPreview({ tenant, db, context, rollout, now }),
    ...{ ticketIssues: work.issues, links: createTenantLinks(context), agentCheck: createAgentCheck(shared, known) },
    privacy: createPrivacyRouteDeps({ shared, tenant, map, context }),
    reveal: createTenantReveal({ shared, tenant, map, context, owners: alerting.owners }),
  });

  health.start();
  return {
    tenant,
    deadlineMs: blueprint.deadlineMs,
    context: atWork.ofContext({
      open: (open, stream, signal) => openContext(context, open, stream, signal),
      ...{ cached: (open) => cachedAnswer(context, open), ownWord: context.ownWords.of },
      onServed(outcome, tookMs) {
        metrics.served(tenant, outcome, tookMs);
        signals.speeds.served(tookMs);
        rollout.served.served(tookMs);
      },
    }),
    entry: atWork.ofEntry(entry),
    ...{ ...work.remembering, routes: routes.router, jobs: work.jobs, isInUse: view.isInUse },
    async retire() {
      routes.close();
      await health.stop();
    },
    async close() {
      reads.close();
      await alerting.close();
    },
  };
}
