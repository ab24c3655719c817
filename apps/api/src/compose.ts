import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import { createConnections } from './connectors/registry.ts';
import { createBlueprint } from './context/blueprint.ts';
import { createCache } from './context/cache.ts';
import { frameOf } from './context/card.ts';
import { knownReads } from './context/known-reads.ts';
import { openContext } from './context/open-context.ts';
import { createOpening } from './context/opening.ts';
import { pin, reject } from './context/pick.ts';
import { createReader } from './context/reader.ts';
import { recallContext } from './context/recall.ts';
import { rememberLinks } from './context/remembered-links.ts';
import { createWarmContexts } from './context/warm.ts';
import { createHealth } from './health/health.ts';
import { createMetrics } from './http/metrics.ts';
import { describeApi } from './http/openapi.ts';
import { readPageTemplates } from './http/page.ts';
import { newRequestId } from './http/request-id.ts';
import { createWebhookWork } from './jobs/webhook-work.ts';
import { errorFields, type Log } from './log.ts';
import { createAuditTrail } from './store/audit.ts';
import type { OpenDatabase } from './store/database.ts';
import { createInbox } from './store/inbox.ts';
import { createLastKnown } from './store/last-known.ts';
import { createLinks } from './store/links.ts';
import { standingOf } from './tenants/roles.ts';
import { createSessions } from './tenants/session.ts';
import { createSignedUrlVerifier, requireTenant } from './tenants/signed-url.ts';

/** About 2 KB each. */
const MOST_CACHED_READS = 50_000;
const MOST_WARM_CONTEXTS = 2000;

export interface Service {
  readonly server: Server;
  /** Finishes what has been started, writes what is waiting, closes every connection. */
  close(): Promise<void>;
}

export interface Surroundings {
  readonly config: Config;
  readonly map: IntegrationMap;
  readonly database: OpenDatabase;
  readonly log: Log;
  readonly distDir: string;
  now(): number;
  random(): number;
}

/** The composition root: every part is made here, once, from what it is given. */
export async function compose({ config, map, database, log, distDir, now, random }: Surroundings): Promise<Service> {
  const tenant = requireTenant(config.installation.subdomain);
  const onBug = (error: unknown, requestId: string) => log.error('a bug', { tenant, requestId, ...errorFields(error) });
  const onStoreTrouble = (error: unknown, lost: number) =>
    log.error('the store does not take rows', { tenant, count: lost, ...errorFields(error) });

  const blueprint = createBlueprint(map);
  const reads = knownReads(blueprint);
  const metrics = createMetrics();
  const connections = createConnections(map, config.vendors, {
    now,
    random,
    onOutcome(system, connector, outcome, tookMs) {
      metrics.call(tenant, system, connector, outcome, tookMs);
      if (outcome !== 'ok') log.warn('a call failed', { tenant, system, connector, reason: outcome, tookMs });
    },
  });
  const audit = createAuditTrail(database.db, onStoreTrouble);
  const lastKnown = createLastKnown(database.db, onStoreTrouble);
  const links = rememberLinks(createLinks(database.db), {
    now,
    onTrouble: (error) => log.error('the store does not answer', { tenant, ...errorFields(error) }),
  });
  const cache = createCache(MOST_CACHED_READS);
  const reader = createReader({
    cache,
    lastKnown,
    connection: (_tenant, connector) => connections.get(connector),
    now,
    random,
    onBug: (error, read) => log.error('a read went wrong', { tenant, read, ...errorFields(error) }),
  });
  const warm = createWarmContexts({ entry: cache.get, now }, MOST_WARM_CONTEXTS);
  const healthOf = createHealth(blueprint.systems, connections.stateOf, now());
  const deps = {
    blueprint,
    reads,
    reader,
    links,
    audit,
    warm,
    now,
    onBug,
    opening: createOpening({ blueprint, health: (_tenant, locale) => healthOf(locale), now }),
    consoleUrl: (connector: string) => config.vendors[connector]?.consoleUrl,
    derivation: (_tenant: typeof tenant, plan: { connector: string; name: string }) =>
      connections.get(plan.connector)?.connector.derived[plan.name],
  };
  const inbox = createInbox(database.db);
  const webhooks = createWebhookWork({ ...deps, newRequestId, inbox, log }, tenant);
  const sessions = createSessions(config.sessionSecret ?? randomBytes(32), { now });
  const zendesk = map.systems.helpdesk?.connectors.zendesk?.options.leadRoleIds;
  const leadRoleIds = Array.isArray(zendesk) ? zendesk : [];
  let isDraining = false;

  const server = createApp({
    distDir,
    context: {
      sessions,
      deadlineMs: blueprint.deadlineMs,
      open: (open, stream, signal) => openContext(deps, open, stream, signal),
      recall: (open) => recallContext(deps, open),
      onBug,
      onServed: (outcome, tookMs) => metrics.served(tenant, outcome, tookMs),
      now,
    },
    links: {
      pin: (...args) => pin(deps, ...args),
      reject: (...args) => reject(deps, ...args),
    },
    zaf: {
      verifier: createSignedUrlVerifier({ ...config.installation, tenant }, { now }),
      sessions,
      pages: await readPageTemplates(distDir),
      tenant,
      helpdeskOrigin: config.helpdeskOrigin,
      sdk: config.zafSdk,
      deadlineMs: blueprint.deadlineMs,
      audit,
      frames: (locale) => blueprint.cards.map((card) => frameOf(card, locale)),
      standingOf: (who, userId, signal) =>
        standingOf({ reader, agentRead: reads.agent, leadRoleIds }, who, userId, signal),
      now,
      onRefused: (reason, requestId) => log.warn('an entry was refused', { tenant, requestId, reason }),
    },
    webhooks: { tenant, secret: config.webhookSecret, inbox, handle: webhooks.handle, now },
    operations: {
      metrics,
      openapi: describeApi('0.1.0'),
      isReady: async () => !isDraining && (await database.isAnswering()),
    },
  });
  const sweeping = setInterval(() => void lastKnown.forget(longestKeepMs(map), now()).catch(() => {}), 3_600_000);
  sweeping.unref();

  return {
    server,
    async close() {
      isDraining = true;
      clearInterval(sweeping);
      await webhooks.close();
      await closeServer(server);
      await audit.close();
      await lastKnown.close();
      cache.close();
      await connections.close();
      await database.close();
    },
  };
}

const longestKeepMs = (map: IntegrationMap): number =>
  Math.max(...Object.values(map.systems).map((spec) => spec.budget.staleIfErrorMs));

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    // Streams end at their own deadline; nothing may hold the stop longer than that.
    setTimeout(() => server.closeAllConnections(), 3000).unref();
  });
}
