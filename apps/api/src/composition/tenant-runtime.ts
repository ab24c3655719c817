import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { createHelpdeskHosts } from '../access/helpdesk-hosts.ts';
import { nameOf, standingOf } from '../access/roles.ts';
import { createCatchUp } from '../alerts/catch-up.ts';
import { createNewCodes } from '../alerts/new-codes.ts';
import { catalogue } from '../connectors/catalogue.ts';
import type { PageReader } from '../connectors/page-reader.ts';
import { createIdReader } from '../connectors/read-typed-id.ts';
import { createConnections, type VendorAddress } from '../connectors/registry.ts';
import type { ConnectionState } from '../connectors/resilience/policy.ts';
import { createBlueprint } from '../context/blueprint.ts';
import { pin, reject } from '../context/identify/pick.ts';
import { rememberLinks } from '../context/identify/remembered-links.ts';
import { openContext } from '../context/open-context.ts';
import type { AuditTrail } from '../context/ports.ts';
import { frameOf } from '../context/present/card.ts';
import { createCache } from '../context/read/cache.ts';
import { knownReads } from '../context/read/known-reads.ts';
import { createReader } from '../context/read/reader.ts';
import { readFresh } from '../context/read-fresh.ts';
import { cachedAnswer } from '../context/stream/cached-answer.ts';
import { createOpenEvent } from '../context/stream/open-event.ts';
import { createResponseCache } from '../context/stream/response-cache.ts';
import { createHealth } from '../health/health.ts';
import { isWrong } from '../health/worst.ts';
import type { Metrics } from '../http/metrics.ts';
import { newRequestId } from '../http/request-id.ts';
import type { TenantHandle } from '../http/tenant-handle.ts';
import type { PeriodicTask } from '../jobs/periodic-task.ts';
import { errorFields } from '../log.ts';
import { createMarking } from '../marks/mark-tickets.ts';
import { createNoteAnswer } from '../marks/note-answer.ts';
import { createExpiryWatch } from '../secrets/expiry-watch.ts';
import { Secret } from '../secrets/secret.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import { createWebhookSecrets } from '../secrets/webhook-secrets.ts';
import { TEST_EVENT } from '../setup/helpdesk-webhook.ts';
import { createInbox } from '../store/inbox.ts';
import type { StoredLastKnown } from '../store/last-known.ts';
import { createLinks } from '../store/links.ts';
import { createMarkLog } from '../store/mark-log.ts';
import { createSecretRows } from '../store/secrets.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { createWebhookWork } from '../webhooks/handle.ts';
import type { Delivery } from '../webhooks/ports.ts';
import { createTakeUp } from '../webhooks/take-up.ts';
import { createAlerting } from './alerting.ts';
import { createTenantAtWork } from './at-work.ts';
import { createTenantHealth } from './health.ts';
import type { Oauth } from './oauth.ts';
import { createTenantReadiness } from './readiness.ts';
import { createTenantRollout } from './rollout.ts';
import { createTenantRoutes } from './routes.ts';
import type { ServiceDeps } from './service-deps.ts';
import { createTenantSetup } from './setup.ts';

/** About 2 KB each. */
const MOST_CACHED_READS = 50_000;
const MOST_WARM_CONTEXTS = 2000;
/** A helpdesk that repeats a delivery does so within a day or two. */
const HANDLED_KEPT_MS = 3 * 86_400_000;

/** What all tenants of a process share, and what goes on however often a map is read again. */
export interface SharedDeps {
  readonly surroundings: ServiceDeps;
  readonly metrics: Metrics;
  readonly audit: AuditTrail;
  readonly lastKnown: StoredLastKnown;
  /** Absent where no key to wrap them by is configured. */
  readonly secrets: SecretStore | undefined;
  readonly oauth: Oauth | undefined;
  /** Status pages, read once for every tenant. */
  readonly pages: PageReader;
  /** Every process makes this tenant's parts anew. */
  changed(tenant: TenantId): Promise<void>;
}

/** How one tenant's systems are reached. */
export interface TenantEndpoints {
  readonly tenant: TenantId;
  readonly addresses: Readonly<Record<string, VendorAddress | undefined>>;
  readonly webhookSecret: string | undefined;
}

/** Everything that is made from one tenant's map and connections. */
export interface TenantRuntime extends TenantHandle {
  /** Begins nothing more by itself, and ends the streams; what is asked is still answered. */
  retire(): Promise<void>;
  /** Lets every connection go. */
  close(): Promise<void>;
}

export function createTenantRuntime(shared: SharedDeps, reach: TenantEndpoints, map: IntegrationMap): TenantRuntime {
  const { metrics, audit, lastKnown } = shared;
  const { tenant } = reach;
  const { config, database, log, now, steadyNow, random } = shared.surroundings;
  const onBug = (error: unknown, requestId: string) => log.error('a bug', { tenant, requestId, ...errorFields(error) });

  const blueprint = createBlueprint(map);
  const reads = knownReads(blueprint);
  const atWork = createTenantAtWork({ tenant, database, log, steadyNow });
  const connections = createConnections(map, reach.addresses, {
    now,
    random,
    isShared: database.kind === 'postgres',
    onOutcome(system, connector, outcome) {
      const { reason, tookMs } = outcome;
      metrics.call(tenant, system, connector, reason, tookMs);
      health.collector.call(system, connector, outcome);
      health.mapUsage.call(system, connector);
      if (reason !== 'cancelled') health.speeds.call(system, tookMs);
      if (reason !== 'ok') log.warn('a call failed', { tenant, system, connector, reason, tookMs });
    },
  });
  const links = rememberLinks(createLinks(database.db), {
    now,
    onTrouble: (error) => log.error('the store does not answer', { tenant, ...errorFields(error) }),
  });
  const cache = createCache(MOST_CACHED_READS);
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
  const warm = createResponseCache({ entry: cache.get, now }, MOST_WARM_CONTEXTS);
  const { alertChannels: channels, statusPages } = config;
  const { pages } = shared;
  const alerting = createAlerting({ tenant, map, db: database.db, channels, statusPages, pages, now });
  const marks = createMarkLog(database.db);
  const inbox = createInbox(database.db);
  const rollout = createTenantRollout({
    ...{ tenant, db: database.db, withinMs: map.health.promise.withinMs, now, steadyNow },
    firstPhase: config.operator?.tenant === tenant ? 'everyone' : 'sandbox',
    helpdesk: () => connections.get('zendesk'),
    told: alerting.owners.rolledBack,
    onTrouble: (error) => log.error('the rollout was not read', { tenant, ...errorFields(error) }),
    onGap: (gapMs) => log.warn('the rollout is watched anew', { tenant, tookMs: gapMs }),
  });
  const newCodes = createNewCodes(alerting.owners.newValue, steadyNow);
  const health = createTenantHealth({
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
      alerting.outbox,
      createCatchUp(
        () => health.board.read({ role: 'admin', locale: 'en' }).incidents,
        (incident) => alerting.owners.incident('opened', incident),
        steadyNow,
      ),
      rollout.watch,
      ...expiryWatch(),
      createMarking({ tenant, map, marks, connection: () => connections.get('zendesk') }),
      createTakeUp({ tenant, inbox, handle: (delivery) => handleWebhook(delivery) }, steadyNow),
    ],
    ownTasks: [newCodes],
    reporters: [rollout.served],
    onShown: rollout.served.shown,
    unmarked: (since) => marks.givenUp(tenant, since),
    async forget(before) {
      await alerting.forget(before);
      await marks.forget(tenant, before);
      await rollout.forget(Date.parse(before));
      await inbox.forget(tenant, new Date(now() - HANDLED_KEPT_MS).toISOString(), before);
    },
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
      warm.forget(tenant);
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
    consoleUrl: (connector: string) => ownValue(reach.addresses, connector)?.consoleUrl,
    derivation: (_tenant: typeof tenant, plan: { connector: string; name: string }) =>
      ownValue(connections.get(plan.connector)?.connector.derived, plan.name),
  };
  const noteAnswer = createNoteAnswer({
    ...{ tenant, map, marks, shown: health.shownLog },
    incidents: () => health.snapshot.known().incidents,
  });
  const configured = reach.webhookSecret === undefined ? undefined : new Secret(reach.webhookSecret);
  const webhookSecrets = createWebhookSecrets({ tenant, store: shared.secrets, configured, now });
  const webhooks = createWebhookWork({ ...deps, inbox, log, noteAnswer, isAtWork: atWork.isAtWork }, tenant);
  function handleWebhook(delivery: Delivery): void {
    const { event, deliveryId } = delivery;
    if (event.type === TEST_EVENT) {
      const arrived = [setup.webhook.arrived(), inbox.markHandled(tenant, 'helpdesk', deliveryId)];
      Promise.all(arrived).catch((error: unknown) => onBug(error, deliveryId));
    } else webhooks.handle(delivery);
  }
  const roles = map.systems.helpdesk?.connectors.zendesk?.options ?? {};
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
    onCommand: atWork.worked,
    nameOf: (session, signal) => nameOf({ reader, agentRead: reads.agent }, session, signal),
    oauthUrl: consentUrl,
    links: {
      pin: (...args) => pin(deps, ...args),
      reject: (...args) => reject(deps, ...args),
    },
  });
  health.healthLoop.start();

  return {
    tenant,
    helpdeskOrigin: config.helpdesk.originOf(tenant),
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
      isOwnHost: createHelpdeskHosts(tenant, () => connections.get('zendesk'), steadyNow),
      connectUrl: consentUrl,
      narrowConnectUrl: (userId) => shared.oauth?.connect?.startNarrow({ tenant, userId }),
    }),
    webhooks: { secrets: webhookSecrets, inbox, handle: handleWebhook },
    routes: routes.router,
    async retire() {
      routes.close();
      atWork.close();
      // First whoever hands on what others left behind, then who works on it.
      await health.healthLoop.stop();
      await webhooks.close();
    },
    async close() {
      cache.close();
      await connections.close();
      await alerting.close();
    },
  };
}
