import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { createApp } from './app.ts';
import type { Lasting, Reach } from './compose-core.ts';
import { composeHouses, type Houses } from './compose-houses.ts';
import { composeOauth } from './compose-oauth.ts';
import type { Config } from './config.ts';
import { doors } from './connectors/doors.ts';
import { createHttpClient } from './connectors/http-axios.ts';
import { createPageReader } from './connectors/page-reader.ts';
import { createListener } from './http/listener.ts';
import { createMetrics } from './http/metrics.ts';
import { describeApi } from './http/openapi.ts';
import { readPageTemplates } from './http/page.ts';
import { errorFields, type Log } from './log.ts';
import { createSecretStore } from './secrets/secret-store.ts';
import { placesOf, reachStored } from './setup/reach.ts';
import { createAuditTrail } from './store/audit.ts';
import { createConnectionLog } from './store/connection-log.ts';
import type { OpenDatabase } from './store/database.ts';
import { createLastKnown } from './store/last-known.ts';
import { createSecretRows } from './store/secrets.ts';
import { createTenantLog } from './store/tenant-log.ts';
import { createSessions } from './tenants/session.ts';
import { createSignedUrlVerifier } from './tenants/signed-url.ts';
import type { TenantId } from './tenants/tenant-id.ts';

export interface Maps {
  readonly map: IntegrationMap;
  /** Of tenants that have a map of their own. */
  readonly ownMaps?: ReadonlyMap<TenantId, IntegrationMap>;
}

export interface Service {
  readonly server: Server;
  /** From the next request on by these maps; what is under way ends by the old ones. They have been checked. */
  reload(maps: Maps): Promise<void>;
  /** Finishes what has been started, writes what is waiting, closes every connection. */
  close(): Promise<void>;
}

export interface Surroundings extends Maps {
  readonly config: Config;
  readonly database: OpenDatabase;
  readonly log: Log;
  readonly distDir: string;
  now(): number;
  /** Like `now`, and never jumps. */
  steadyNow(): number;
  random(): number;
}

const SWEEP_EVERY_MS = 3_600_000;

/** The composition root: every part is made here or in what it calls, once, from what it is given. */
export async function compose(surroundings: Surroundings): Promise<Service> {
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
    await houses.look();
  };
  const oauth = secrets && composeOauth({ config, db: database.db, secrets, signingKey, changed, now });
  const pages = createPageReader({
    open: (baseUrl) => createHttpClient({ baseUrl, headers: {}, connections: 2, now }),
    now: surroundings.steadyNow,
  });
  const lasting: Lasting = { surroundings, metrics, audit, lastKnown, secrets, oauth, pages, changed };
  const templates = await readPageTemplates(surroundings.distDir);
  const houses: Houses = await composeHouses({
    ...{ lasting, tenantLog },
    mapOf: (tenant) => maps.ownMaps?.get(tenant) ?? maps.map,
    reachOf: async (tenant): Promise<Reach> => {
      const own = config.operator?.tenant === tenant ? config.operator : undefined;
      const map = maps.ownMaps?.get(tenant) ?? maps.map;
      const placeOf = placesOf(map, config.vendorUrls(tenant));
      const log = createConnectionLog(database.db);
      const stored =
        secrets && oauth
          ? await reachStored(
              { map, log, secrets, oauth: oauth.tokens, doors, placeOf, allowHosts: config.allowHosts(tenant) },
              tenant,
            )
          : {};
      const given = Object.fromEntries(Object.entries(own?.vendors ?? {}).filter(([, vendor]) => vendor));
      return { tenant, addresses: { ...stored, ...given }, webhookSecret: own?.webhookSecret };
    },
  });
  const handle = createApp({
    ...{ sessions, houseOf: houses.of, now },
    distDir: surroundings.distDir,
    oauth: { connect: oauth?.connect },
    onBug: (error, requestId) => log.error('a bug', { requestId, ...errorFields(error) }),
    onRefused: metrics.refused,
    zaf: {
      ...{ pages: templates, audit },
      verifier: createSignedUrlVerifier({ keys: config.appKeys, takeOnce: tenantLog.takeOnce, now }),
      sdk: config.zafSdk,
      admit: houses.admit,
      originOf: config.helpdesk.originOf,
      isKnownOrigin: houses.isKnownOrigin,
      isServed: (tenant) => houses.of(tenant) !== undefined,
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
  const sweeping = setInterval(() => void lastKnown.forget(longestKeepMs(maps), now()).catch(() => {}), SWEEP_EVERY_MS);
  sweeping.unref();

  return {
    server: listener.server,
    async reload(next) {
      maps = next;
      await houses.reload();
    },
    async close() {
      clearInterval(sweeping);
      await listener.drain();
      // Nothing new can arrive any more: the streams end, and what was asked is still answered.
      await Promise.all([houses.retire(), listener.closed()]);
      await houses.close();
      await pages.close();
      await oauth?.close();
      await audit.close();
      await lastKnown.close();
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
