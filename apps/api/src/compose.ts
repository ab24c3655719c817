import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { composeCore, type Lasting } from './compose-core.ts';
import type { Config } from './config.ts';
import { createMetrics } from './http/metrics.ts';
import { readPageTemplates } from './http/page.ts';
import { errorFields, type Log } from './log.ts';
import { createAuditTrail } from './store/audit.ts';
import type { OpenDatabase } from './store/database.ts';
import { createLastKnown } from './store/last-known.ts';
import { createSessions } from './tenants/session.ts';
import { createSignedUrlVerifier, requireTenant } from './tenants/signed-url.ts';

export interface Service {
  readonly server: Server;
  /** From the next request on by this map; what is under way ends by the old one. The map has been checked. */
  reload(map: IntegrationMap): Promise<void>;
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
  /** Like `now`, and never jumps. */
  steadyNow(): number;
  random(): number;
}

const SWEEP_EVERY_MS = 3_600_000;

/** The composition root: every part is made here or in what it calls, once, from what it is given. */
export async function compose(surroundings: Surroundings): Promise<Service> {
  const { config, database, log, now } = surroundings;
  const tenant = requireTenant(config.installation.subdomain);
  const onStoreTrouble = (error: unknown, lost: number) =>
    log.error('the store does not take rows', { tenant, count: lost, ...errorFields(error) });
  let isDraining = false;
  const audit = createAuditTrail(database.db, onStoreTrouble);
  const lastKnown = createLastKnown(database.db, onStoreTrouble);
  const lasting: Lasting = {
    ...{ surroundings, tenant, audit, lastKnown },
    metrics: createMetrics(),
    sessions: createSessions(config.sessionSecret ?? randomBytes(32), { now }),
    verifier: createSignedUrlVerifier({ ...config.installation, tenant }, { now }),
    pages: await readPageTemplates(surroundings.distDir),
    isReady: async () => !isDraining && (await database.isAnswering()),
  };

  let { map } = surroundings;
  let core = composeCore(lasting, map);
  const retiring = new Set<Promise<void>>();
  const server = createServer({ noDelay: true }, (req, res) => core.handle(req, res));
  const sweeping = setInterval(() => void lastKnown.forget(longestKeepMs(map), now()).catch(() => {}), SWEEP_EVERY_MS);
  sweeping.unref();

  return {
    server,
    async reload(next) {
      const old = core;
      core = composeCore(lasting, next);
      const { deadlineMs } = map;
      map = next;
      // Requests that were begun with the old map have until their own deadline.
      const retired = Promise.all([old.retire(), wait(deadlineMs)]).then(old.close);
      retiring.add(retired);
      await retired.finally(() => retiring.delete(retired));
    },
    async close() {
      isDraining = true;
      clearInterval(sweeping);
      await core.retire();
      await Promise.all([closeServer(server), ...retiring]);
      await core.close();
      await audit.close();
      await lastKnown.close();
      await database.close();
    },
  };
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const longestKeepMs = (map: IntegrationMap): number =>
  Math.max(...Object.values(map.systems).map((spec) => spec.budget.staleIfErrorMs));

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // Streams end at their own deadline; nothing may hold the stop longer than that.
    const timer = setTimeout(() => server.closeAllConnections(), 3000).unref();
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
