import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { createSessions } from '../access/session.ts';
import { createSignedUrlVerifier } from '../access/signed-url.ts';
import { connectionForms } from '../connectors/connection-forms.ts';
import { createHttpClient } from '../connectors/http/axios-client.ts';
import { createSockets } from '../connectors/http/sockets.ts';
import { createPageReader } from '../connectors/page-reader.ts';
import { createPolicyTable } from '../connectors/resilience/policy-table.ts';
import { createQuotaTable } from '../connectors/resilience/quota-table.ts';
import { type Blueprint, createBlueprint } from '../context/blueprint.ts';
import { rememberLinks } from '../context/identify/remembered-links.ts';
import { createSharedCache } from '../context/read/cache.ts';
import { createResponseStore } from '../context/stream/response-cache.ts';
import { createApp } from '../http/app.ts';
import { createListener } from '../http/listener.ts';
import { createMetrics } from '../http/metrics.ts';
import { describeApi } from '../http/openapi.ts';
import { readPageTemplates } from '../http/page.ts';
import { openJobQueue } from '../jobs/job-queue.ts';
import { createLeaseRenewer } from '../jobs/lease-renewer.ts';
import { queues } from '../jobs/queues.ts';
import { createScheduler } from '../jobs/scheduler.ts';
import { errorFields } from '../log.ts';
import { createSecretStore } from '../secrets/secret-store.ts';
import { placesOf, storedEndpoints } from '../setup/endpoints.ts';
import { createAsleepWork } from '../store/asleep-work.ts';
import { createAuditTrail } from '../store/audit.ts';
import { createConnectionLog } from '../store/connection-log.ts';
import { createLeases } from '../store/coordination.ts';
import { createInbox } from '../store/inbox.ts';
import { createLastKnown } from '../store/last-known.ts';
import { createLinks } from '../store/links.ts';
import { forgetOldRows } from '../store/retention.ts';
import { createSecretRows } from '../store/secrets.ts';
import { createTaskClaims } from '../store/task-claims.ts';
import { createTenantLog } from '../store/tenant-log.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { createAtWorkTable } from './at-work.ts';
import { createJobRunner } from './jobs.ts';
import { createOauth } from './oauth.ts';
import type { Maps, ServiceDeps } from './service-deps.ts';
import type { SharedDeps } from './shared-deps.ts';
import { createTenantRegistry, type TenantRegistry } from './tenant-registry.ts';
import type { TenantEndpoints } from './tenant-runtime.ts';
import { createWebhookReceipt } from './webhooks.ts';

export interface Service {
  readonly server: Server;
  /** From the next request on by these maps; what is under way ends by the old ones. They have been checked. */
  reload(maps: Maps): Promise<void>;
  /** Finishes what has been started, writes what is waiting, closes every connection. */
  close(): Promise<void>;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const MAX_CACHE_BYTES = 48 * 2 ** 20;
const MAX_RESPONSE_BYTES = 12 * 2 ** 20;

/** The composition root: every part is made here or in what it calls, once, from what it is given. */
export async function createService(serviceDeps: ServiceDeps): Promise<Service> {
  const { config, database, log, now, steadyNow, random } = serviceDeps;
  let maps: Maps = serviceDeps;
  const metrics = createMetrics();
  const onTrouble = (error: unknown, lost: number) =>
    log.error('the store does not take rows', { count: lost, ...errorFields(error) });
  const setAside = (table: string) => (error: unknown) => {
    log.error('a row was refused by the store and set aside', { kind: table, ...errorFields(error) });
    metrics.setAside(table);
  };
  const audit = createAuditTrail(database.db, onTrouble, setAside('audit'));
  const lastKnown = createLastKnown(database.db, onTrouble, setAside('last_known'));
  const secrets =
    config.secretKeys && createSecretStore({ rows: createSecretRows(database.db), keys: config.secretKeys, now });
  const tenantLog = createTenantLog(database.db);
  const signingKey = config.sessionSecret ?? randomBytes(32);
  const sessions = createSessions(signingKey, { now });
  const changed = (tenant: TenantId) => registry.changed(tenant);
  const oauth = secrets && createOauth({ config, db: database.db, secrets, signingKey, changed, now });
  const sockets = createSockets();
  const pages = createPageReader({
    open: (baseUrl) => createHttpClient({ baseUrl, headers: {}, sockets, now }),
    now: steadyNow,
  });
  const onStoreTrouble = (error: unknown) => log.error('the store does not answer', errorFields(error));
  const onJobTrouble = (error: unknown) => log.error('the job queue does not answer', errorFields(error));
  const jobs = await openJobQueue({ database, queues, onTrouble: onJobTrouble });
  const cache = createSharedCache(MAX_CACHE_BYTES);
  const leases = createLeaseRenewer({
    ...{ name: 'health', store: createLeases(database.db), now: steadyNow },
    onTrouble: onStoreTrouble,
  });
  const blueprints = new WeakMap<IntegrationMap, Blueprint>();
  const shared: SharedDeps = {
    ...{ serviceDeps, metrics, audit, lastKnown, secrets, oauth, pages, changed, sockets, cache, leases, jobs },
    responses: createResponseStore(MAX_RESPONSE_BYTES),
    policies: createPolicyTable({ now, random }),
    quotas: createQuotaTable({ isShared: database.kind === 'postgres', now }),
    atWork: createAtWorkTable({ notifications: database.notifications, log, steadyNow }),
    links: rememberLinks(createLinks(database.db), {
      now,
      onTrouble: onStoreTrouble,
    }),
    blueprintOf(map) {
      const blueprint = blueprints.get(map) ?? createBlueprint(map);
      blueprints.set(map, blueprint);
      return blueprint;
    },
  };
  const templates = await readPageTemplates(serviceDeps.distDir);
  const registry: TenantRegistry = createTenantRegistry({
    ...{ shared, tenantLog, notifications: database.notifications },
    mapOf: (tenant) => maps.ownMaps?.get(tenant) ?? maps.map,
    endpointsOf: async (tenant): Promise<TenantEndpoints> => {
      const own = config.operator?.tenant === tenant ? config.operator : undefined;
      const map = maps.ownMaps?.get(tenant) ?? maps.map;
      const placeOf = placesOf(map, config.vendorUrls(tenant));
      const log = createConnectionLog(database.db);
      const stored =
        secrets && oauth
          ? await storedEndpoints(
              {
                map,
                log,
                secrets,
                oauth: oauth.tokens,
                connectionForms,
                placeOf,
                allowHosts: config.allowHosts(tenant),
              },
              tenant,
            )
          : {};
      const given = Object.fromEntries(Object.entries(own?.vendors ?? {}).filter(([, vendor]) => vendor));
      return { addresses: { ...stored, ...given } };
    },
  });
  const handle = createApp({
    ...{ sessions, tenants: registry, now },
    distDir: serviceDeps.distDir,
    oauth: { connect: oauth?.connect },
    webhooksOf: createWebhookReceipt({
      ...{ secrets, inbox: createInbox(database.db, jobs), isServed: registry.isServed, awake: registry.peek, now },
      configuredOf: (tenant) => (config.operator?.tenant === tenant ? config.operator.webhookSecret : undefined),
    }),
    onBug: (error, requestId) => log.error('a bug', { requestId, ...errorFields(error) }),
    onRefused: metrics.refused,
    zaf: {
      ...{ pages: templates, audit },
      verifier: createSignedUrlVerifier({ keys: config.appKeys, takeOnce: tenantLog.takeOnce, now }),
      sdk: config.zafSdk,
      admit: registry.admit,
      originOf: config.helpdesk.originOf,
      isHelpdeskOrigin: config.helpdesk.isOrigin,
      isServed: registry.isServed,
      onRefused: (reason, requestId, tenant) =>
        log.warn('an entry was refused', { requestId, reason, ...(tenant && { tenant }) }),
    },
    operations: {
      metrics,
      openapi: describeApi('0.3.0'),
      isReady: async () => !listener.isDraining() && (await database.isAnswering()),
    },
  });
  const listener = createListener(handle, { drainMs: config.drainMs, longestAnswerMs: () => longestAnswerMs(maps) });
  await registry.start();
  const asleep = createAsleepWork(database.db);
  const wakeAll = async (tenants: readonly TenantId[]) => {
    for (const tenant of tenants) await registry.wake(tenant);
  };
  const runner = createJobRunner({ jobs, database, log, wake: registry.require, steadyNow, random });
  const scheduler = createScheduler({
    claims: createTaskClaims(database.db),
    tasks: [
      ...runner.tasks,
      {
        ...{ name: 'forget old rows', everyMs: HOUR_MS },
        run: (signal) => forgetOldRows(database.db, now(), longestKeepMs(maps), signal),
      },
      {
        ...{ name: 'watch open incidents', everyMs: MINUTE_MS },
        run: async () => wakeAll(await asleep.unwatchedIncidents()),
      },
      {
        ...{ name: 'tell of ending secrets', everyMs: 6 * HOUR_MS },
        run: async () => wakeAll(await asleep.endingSecrets()),
      },
    ],
    onTrouble: (error, task) => log.error('work for all tenants failed', { kind: task, ...errorFields(error) }),
  });
  runner.start();
  scheduler.start();

  return {
    server: listener.server,
    async reload(next) {
      maps = next;
      await registry.reload();
    },
    async close() {
      await Promise.all([listener.drain(), runner.stop(config.drainMs)]);
      await scheduler.stop();
      // Nothing new can arrive any more: the streams end, and what was asked is still answered.
      await Promise.all([registry.retire(), listener.closed()]);
      await registry.close();
      await leases.stop();
      shared.atWork.close();
      await pages.close();
      cache.close();
      await sockets.close();
      await oauth?.close();
      await audit.close();
      await lastKnown.close();
      await jobs.close();
      await database.close();
    },
  };
}

const longestKeepMs = ({ map, ownMaps }: Maps): number =>
  Math.max(
    ...[map, ...(ownMaps?.values() ?? [])].flatMap(({ systems }) =>
      Object.values(systems).map((spec) => spec.budget.staleIfErrorMs),
    ),
  );

/** Of answers that end by themselves; the last line of one that ran out of time is on its way a little longer. */
const longestAnswerMs = ({ map, ownMaps }: Maps): number =>
  500 + Math.max(map.deadlineMs, ...[...(ownMaps?.values() ?? [])].map(({ deadlineMs }) => deadlineMs));
