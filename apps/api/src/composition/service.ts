import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { createSessions } from '../access/session.ts';
import { createSignedUrlVerifier } from '../access/signed-url.ts';
import { connectionForms } from '../connectors/connection-forms.ts';
import { createHttpClient } from '../connectors/http/axios-client.ts';
import { createPageReader } from '../connectors/page-reader.ts';
import { createApp } from '../http/app.ts';
import { createListener } from '../http/listener.ts';
import { createMetrics } from '../http/metrics.ts';
import { describeApi } from '../http/openapi.ts';
import { readPageTemplates } from '../http/page.ts';
import { openJobQueue } from '../jobs/job-queue.ts';
import { queues } from '../jobs/queues.ts';
import { errorFields } from '../log.ts';
import { createSecretStore } from '../secrets/secret-store.ts';
import { placesOf, storedEndpoints } from '../setup/endpoints.ts';
import { createAuditTrail } from '../store/audit.ts';
import { createConnectionLog } from '../store/connection-log.ts';
import { createLastKnown } from '../store/last-known.ts';
import { createSecretRows } from '../store/secrets.ts';
import { createTenantLog } from '../store/tenant-log.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { createJobRunner } from './jobs.ts';
import { createOauth } from './oauth.ts';
import type { Maps, ServiceDeps } from './service-deps.ts';
import { createTenantRegistry, type TenantRegistry } from './tenant-registry.ts';
import type { SharedDeps, TenantEndpoints } from './tenant-runtime.ts';

export interface Service {
  readonly server: Server;
  /** From the next request on by these maps; what is under way ends by the old ones. They have been checked. */
  reload(maps: Maps): Promise<void>;
  /** Finishes what has been started, writes what is waiting, closes every connection. */
  close(): Promise<void>;
}

const SWEEP_EVERY_MS = 3_600_000;

/** The composition root: every part is made here or in what it calls, once, from what it is given. */
export async function createService(surroundings: ServiceDeps): Promise<Service> {
  const { config, database, log, now } = surroundings;
  let maps: Maps = surroundings;
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
  const changed = async (tenant: TenantId) => {
    await tenantLog.bump(tenant);
    await registry.look();
  };
  const oauth = secrets && createOauth({ config, db: database.db, secrets, signingKey, changed, now });
  const pages = createPageReader({
    open: (baseUrl) => createHttpClient({ baseUrl, headers: {}, connections: 2, now }),
    now: surroundings.steadyNow,
  });
  const onJobTrouble = (error: unknown) => log.error('the job queue does not answer', errorFields(error));
  const jobs = await openJobQueue({ database, queues, onTrouble: onJobTrouble });
  const shared: SharedDeps = { surroundings, metrics, audit, lastKnown, secrets, oauth, pages, jobs, changed };
  const templates = await readPageTemplates(surroundings.distDir);
  const registry: TenantRegistry = await createTenantRegistry({
    ...{ shared, tenantLog },
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
      return { tenant, addresses: { ...stored, ...given }, webhookSecret: own?.webhookSecret };
    },
  });
  const handle = createApp({
    ...{ sessions, handleOf: registry.of, now },
    distDir: surroundings.distDir,
    oauth: { connect: oauth?.connect },
    onBug: (error, requestId) => log.error('a bug', { requestId, ...errorFields(error) }),
    onRefused: metrics.refused,
    zaf: {
      ...{ pages: templates, audit },
      verifier: createSignedUrlVerifier({ keys: config.appKeys, takeOnce: tenantLog.takeOnce, now }),
      sdk: config.zafSdk,
      admit: registry.admit,
      originOf: config.helpdesk.originOf,
      isKnownOrigin: registry.isKnownOrigin,
      isServed: (tenant) => registry.of(tenant) !== undefined,
      onRefused: (reason, requestId, tenant) =>
        log.warn('an entry was refused', { requestId, reason, ...(tenant && { tenant }) }),
    },
    operations: {
      metrics,
      openapi: describeApi('0.3.0'),
      isReady: async () => !listener.isDraining() && (await database.isAnswering()),
    },
  });
  const runner = createJobRunner({ jobs, database, log, wake: registry.wake, now, random: surroundings.random });
  runner.start();
  const listener = createListener(handle, { drainMs: config.drainMs, longestAnswerMs: () => longestAnswerMs(maps) });
  const sweeping = setInterval(() => void lastKnown.forget(longestKeepMs(maps), now()).catch(() => {}), SWEEP_EVERY_MS);
  sweeping.unref();

  return {
    server: listener.server,
    async reload(next) {
      maps = next;
      await registry.reload();
    },
    async close() {
      clearInterval(sweeping);
      await Promise.all([listener.drain(), runner.stop(config.drainMs)]);
      // Nothing new can arrive any more: the streams end, and what was asked is still answered.
      await Promise.all([registry.retire(), listener.closed()]);
      await registry.close();
      await pages.close();
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
