import { randomUUID } from 'node:crypto';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { createHelpdeskHosts } from '../access/helpdesk-hosts.ts';
import { nameOf, standingOf } from '../access/roles.ts';
import { createCatchUp } from '../alerts/catch-up.ts';
import { createNewCodes } from '../alerts/new-codes.ts';
import { catalogue } from '../connectors/catalogue.ts';
import { createIdReader } from '../connectors/read-typed-id.ts';
import { createConnections, type VendorAddress } from '../connectors/registry.ts';
import type { ConnectionState } from '../connectors/resilience/policy.ts';
import { pin, reject } from '../context/identify/pick.ts';
import { openContext } from '../context/open-context.ts';
import { frameOf } from '../context/present/card.ts';
import { knownReads } from '../context/read/known-reads.ts';
import { createReader } from '../context/read/reader.ts';
import { readFresh } from '../context/read-fresh.ts';
import { cachedAnswer } from '../context/stream/cached-answer.ts';
import { createOpenEvent } from '../context/stream/open-event.ts';
import { createResponseCache } from '../context/stream/response-cache.ts';
import { createHealth } from '../health/health.ts';
import { isWrong } from '../health/worst.ts';
import { newRequestId } from '../http/request-id.ts';
import type { TenantHandle } from '../http/tenant-handle.ts';
import type { PeriodicTask } from '../jobs/periodic-task.ts';
import { createTenantJobsAdmin } from '../jobs/tenant-admin.ts';
import { errorFields } from '../log.ts';
import { createMarking } from '../marks/mark-ticket.ts';
import { createNoteAnswer } from '../marks/note-answer.ts';
import { createExpiryWatch } from '../secrets/expiry-watch.ts';
import { TEST_EVENT } from '../setup/helpdesk-webhook.ts';
import { createAnswered } from '../store/answered.ts';
import { createDeadLetters } from '../store/dead-letter-log.ts';
import { createInbox } from '../store/inbox.ts';
import { createMarkLog } from '../store/mark-log.ts';
import { createSecretRows } from '../store/secrets.ts';
import type { Runtime } from '../tenants/awake-tenants.ts';
import type { KnownTenant } from '../tenants/ports.ts';
import { createWebhookWork } from '../webhooks/handle.ts';
import type { HelpdeskEvent } from '../webhooks/ports.ts';
import { createAlerting } from './alerting.ts';
import { noteWork } from './at-work.ts';
import { createTenantHealth } from './health.ts';
import type { TenantJobs } from './jobs.ts';
import { createTenantReadiness } from './readiness.ts';
import { createTenantRollout } from './rollout.ts';
import { createTenantRoutes } from './routes.ts';
import { createTenantSetup } from './setup.ts';
import type { SharedDeps } from './shared-deps.ts';

/** How one tenant's systems are reached. */
export interface TenantEndpoints {
  readonly addresses: Readonly<Record<string, VendorAddress | undefined>>;
}

/** Everything that is made from one tenant's map and connections. */
export interface TenantRuntime extends TenantHandle, Runtime {
  readonly jobs: TenantJobs;
  /** A delivery is stored: what is known here of its ticket no longer counts. */
  received(event: HelpdeskEvent): void;
}

export function createTenantRuntime(
  shared: SharedDeps,
  known: KnownTenant,
  endpoints: TenantEndpoints,
  map: IntegrationMap,
): TenantRuntime {
  const { metrics, audit, lastKnown, links, jobs } = shared;
  const { tenant, version } = known;
  const { config, database, log, now, steadyNow, random } = shared.serviceDeps;
  /** Of these running parts alone: what others of the same tenant have worked out may have been by another map. */
  const runtimeId = randomUUID();
  const onBug = (error: unknown, requestId: string) => log.error('a bug', { tenant, requestId, ...errorFields(error) });

  const blueprint = shared.blueprintOf(map);
  const reads = knownReads(blueprint);
  const atWork = noteWork(shared.atWork.of(tenant));
  const connections = createConnections(map, endpoints.addresses, {
    ...{ tenant, version, sockets: shared.sockets, policies: shared.policies, quotas: shared.quotas, now },
    onOutcome(system, connector, outcome) {
      const { reason, tookMs } = outcome;
      metrics.call(tenant, system, connector, reason, tookMs);
      health.collector.call(system, connector, outcome);
      health.mapUsage.call(system, connector);
      if (reason !== 'cancelled') health.speeds.call(system, tookMs);
      if (reason !== 'ok') log.warn('a call failed', { tenant, system, connector, reason, tookMs });
    },
  });
  const cache = shared.cache.scoped(runtimeId);
  const reader = createReader({
    cache,
    lastKnown,
    connection: (_tenant, connector) => connections.get(connector),
    recordOf: (connector, read) => ownValue(catalogue.get(connector)?.records, read),
    now,
    random,
    onAnswered: (read) => health.mapUsage.answered(read),
    onBug: (error, read) => log.error('a read went wrong', { tenant, read, ...errorFields(error) }),
  });
  const warm = createResponseCache({ entry: cache.get, now }, shared.responses, runtimeId);
  const { alertChannels: channels, statusPages } = config;
  const { pages } = shared;
  const alerting = createAlerting({ tenant, map, db: database.db, jobs, channels, statusPages, pages, now });
  const marks = createMarkLog(database.db, jobs);
  const inbox = createInbox(database.db, jobs);
  const rollout = createTenantRollout({
    ...{ tenant, db: database.db, withinMs: map.health.promise.withinMs, now, steadyNow },
    firstPhase: config.operator?.tenant === tenant ? 'everyone' : 'sandbox',
    helpdesk: () => connections.ofSystem('helpdesk'),
    told: alerting.owners.rolledBack,
    onTrouble: (error) => log.error('the rollout was not read', { tenant, ...errorFields(error) }),
    onGap: (gapMs) => log.warn('the rollout is watched anew', { tenant, tookMs: gapMs }),
  });
  const newCodes = createNewCodes(alerting.owners.newValue, steadyNow);
  const health = createTenantHealth({
    ...{ runtimeId, leases: shared.leases, notifications: database.notifications },
    ...{ tenant, map, blueprint, db: database.db, log, now, steadyNow, random },
    ...{ connections, atWork },
    open: (ticketId, kind, signal) => readFresh(deps, tenant, ticketId, kind, signal),
    ticketUrl(ticketId) {
      const entry = reader.entry(tenant, reads.ticket, { by: 'id', value: ticketId });
      return entry?.kind === 'known' ? entry.known.answer.source.url : undefined;
    },
    vendorPages: alerting.vendorPages,
    alertOf: alerting.outbox.stateOf,
    tell: alerting.owners.incident,
    onNewCode: newCodes.see,
    tasks: [
      createCatchUp(
        () => health.board.read({ role: 'admin', locale: 'en' }).incidents,
        (incident) => alerting.owners.incident('opened', incident),
        steadyNow,
      ),
      rollout.watch,
      ...expiryWatch(),
    ],
    ownTasks: [newCodes],
    reporters: [rollout.served],
    onShown: rollout.served.shown,
    unmarked: (since) => marks.givenUp(tenant, since),
  });
  function expiryWatch(): PeriodicTask[] {
    if (!shared.secrets) return [];
    const rows = createSecretRows(database.db);
    return [createExpiryWatch({ tenant, rows, tell: alerting.owners.secret, now })];
  }

  /** What this process has run into itself, at once; else what all processes agree on. */
  const stateOf = (connector: string): ConnectionState | undefined => {
    const own = connections.stateOf(connector);
    const agreed = health.snapshot.stateOf(connector);
    // Its own slowness is no reason to keep quiet about what all agree on: that the values are wrong.
    const isWorse = agreed !== undefined && isWrong(agreed) && own?.state === 'degraded';
    if ((own?.state !== 'ok' && !isWorse) || !agreed || agreed.state === 'ok' || !agreed.reason) return own;
    return { state: agreed.state, reason: agreed.reason, sinceMs: agreed.sinceMs };
  };
  const healthOf = createHealth(blueprint.systems, stateOf, now());
  const deps = {
    readId: createIdReader(map),
    onLinkChange(_tenant: typeof tenant, requesterId: string, accountId: string) {
      warm.forget();
      const by = { actorId: '', role: 'system', requestId: newRequestId() };
      audit.record({ tenant, atMs: now(), ...by, action: 'link.changed' as const, requesterId, accountId });
    },
    onBadExpression(where: string) {
      metrics.badExpression(tenant, where);
      log.warn('an expression of the map failed', { tenant, kind: where });
    },
    watch: health.watch,
    newRequestId,
    blueprint,
    reads,
    reader,
    links,
    audit,
    warm,
    now,
    onBug,
    openEvent: createOpenEvent({ blueprint, health: (_tenant, locale) => healthOf(locale), now }),
    consoleUrl: (connector: string) => ownValue(endpoints.addresses, connector)?.consoleUrl,
    derivation: (_tenant: typeof tenant, plan: { connector: string; name: string }) =>
      ownValue(connections.get(plan.connector)?.connector.derived, plan.name),
  };
  const noteAnswer = createNoteAnswer({
    ...{ tenant, map, answered: createAnswered(database.db, jobs) },
    incidents: () => health.snapshot.known().incidents,
  });
  const test = { type: TEST_EVENT, arrived: () => setup.webhook.arrived() };
  const webhooks = createWebhookWork({ ...deps, inbox, noteAnswer, test, isAtWork: atWork.isAtWork }, tenant);
  const marking = createMarking({ tenant, map, marks, connection: () => connections.ofSystem('helpdesk') });
  const { outbox } = alerting;
  const [helpdesk] = Object.values(map.systems.helpdesk?.connectors ?? {});
  const roles = helpdesk?.options ?? {};
  const own = { tenant, map, db: database.db, now };
  const setup = createTenantSetup({
    ...{ ...own, blueprint, config, connections, health, secrets: shared.secrets, oauth: shared.oauth?.tokens },
    changed: () => shared.changed(tenant),
  });
  const readiness = createTenantReadiness({
    ...{ ...own, config, connections, health, secrets: shared.secrets, setup, rollout },
  });
  /** Where an admin allows us to use the helpdesk. */
  const consentUrl = (userId: string) => shared.oauth?.connect?.start({ tenant, userId, left: [] });
  const routes = createTenantRoutes({
    ...{ tenant, map, health, alerting, audit, now, setup, rollout, readiness },
    jobs: createTenantJobsAdmin({ tenant, jobs, letters: createDeadLetters(database.db, jobs) }),
    onCommand: atWork.worked,
    nameOf: (session, signal) => nameOf({ reader, agentRead: reads.agent }, session, signal),
    oauthUrl: consentUrl,
    links: {
      pin: (...args) => pin(deps, ...args),
      reject: (...args) => reject(deps, ...args),
    },
  });
  health.start();

  return {
    tenant,
    deadlineMs: blueprint.deadlineMs,
    context: atWork.ofContext({
      open: (open, stream, signal) => openContext(deps, open, stream, signal),
      recall: (open) => cachedAnswer(deps, open),
      onServed(outcome, tookMs) {
        metrics.served(tenant, outcome, tookMs);
        health.speeds.served(tookMs);
        rollout.served.served(tookMs);
      },
    }),
    entry: atWork.ofEntry({
      frames: (locale) => blueprint.cards.map((card) => frameOf(card, locale)),
      standingOf: (userId, signal) => standingOf({ reader, agentRead: reads.agent, roles }, tenant, userId, signal),
      mayUse: rollout.gate.mayUse,
      isOwnHost: createHelpdeskHosts(tenant, () => connections.ofSystem('helpdesk'), steadyNow),
      connectUrl: consentUrl,
      narrowConnectUrl: (userId) => shared.oauth?.connect?.startNarrow({ tenant, userId }),
    }),
    received: webhooks.received,
    routes: routes.router,
    jobs: {
      webhook: ({ deliveryId }, signal) => webhooks.handle(deliveryId, signal),
      alert: {
        run: (job, signal) => outbox.deliver(job.ids.alertId, job, signal),
        abandon: ({ alertId }) => outbox.abandon(alertId),
      },
      mark: { run: (job, signal) => marking.mark(job.ids, job, signal), abandon: (ids) => marking.abandon(ids) },
    },
    isInUse: () => health.isInUse(),
    async retire() {
      routes.close();
      await health.stop();
    },
    async close() {
      warm.forget();
      cache.close();
      await alerting.close();
    },
  };
}
