import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { createRequestLimits } from '../access/request-limits.ts';
import type { SigningKeys } from '../access/signed-token.ts';
import { pageKinds } from '../connectors/catalogue.ts';
import { createHttpClient } from '../connectors/http/axios-client.ts';
import { guardedConnect } from '../connectors/http/guarded-connect.ts';
import { createSockets } from '../connectors/http/sockets.ts';
import { createPageReader } from '../connectors/page-reader.ts';
import { createPolicyTable } from '../connectors/resilience/policy-table.ts';
import { createQuotaTable } from '../connectors/resilience/quota-table.ts';
import { type Blueprint, createBlueprint } from '../context/blueprint.ts';
import { createMetrics } from '../http/metrics.ts';
import { openJobQueue } from '../jobs/job-queue.ts';
import { createLeaseRenewer } from '../jobs/lease-renewer.ts';
import { queues } from '../jobs/queues.ts';
import { errorFields } from '../log.ts';
import { createSecretStore } from '../secrets/secret-store.ts';
import { createLeases } from '../store/coordination.ts';
import { createHealthStatements } from '../store/health-statements.ts';
import { createLastKnown } from '../store/last-known.ts';
import { createRefusedDeliveries } from '../store/refused-deliveries.ts';
import { createSecretRows } from '../store/secrets.ts';
import { readSyncGauges } from '../store/sync-gauges.ts';
import { createTenantLog } from '../store/tenant-log.ts';
import { createTenantChanges } from '../tenants/tenant-changes.ts';
import { createAtWorkTable } from './at-work.ts';
import { createErased } from './erased.ts';
import { lastKnownWithout } from './keep-erased-out.ts';
import type { MapShelf } from './map-shelf.ts';
import { createMemories } from './memories.ts';
import { createOauth } from './oauth.ts';
import { createOwnWordsOf } from './own-words.ts';
import type { ServiceDeps } from './service-deps.ts';
import { createSharedAudit } from './shared-audit.ts';
import { createVendorConsents } from './vendor-consents.ts';

/** What all tenants of a process share. It outlives the running parts of each, and every map. */
export async function createSharedDeps(serviceDeps: ServiceDeps, maps: MapShelf, signingKeys: SigningKeys) {
  const [signingKey] = signingKeys;
  const { config, database, log, now, steadyNow, random } = serviceDeps;
  const { db, notifications } = database;
  const isShared = database.kind === 'postgres';
  const metrics = createMetrics();
  metrics.sync.readFrom(() => readSyncGauges(db));
  const onTrouble = (error: unknown, lost: number) =>
    log.error('the store does not take rows', { count: lost, ...errorFields(error) });
  const onStoreTrouble = (error: unknown) => log.error('the store does not answer', errorFields(error));
  const onJobTrouble = (error: unknown) => log.error('the job queue does not answer', errorFields(error));
  const setAside = (table: string) => (error: unknown) => {
    log.error('a row was refused by the store and set aside', { kind: table, ...errorFields(error) });
    metrics.setAside(table);
  };
  /** Absent where no key to wrap them by is configured. */
  const secrets = config.secretKeys && createSecretStore({ rows: createSecretRows(db), keys: config.secretKeys, now });
  const onRecord = createSharedAudit({ db, config, secrets, signingKey, log, now, steadyNow });
  const { audit } = onRecord;
  const erasedOf = createErased({
    ...{ database, secrets, signingKey, log, steadyNow },
    onTrouble: onStoreTrouble,
  });
  const { erased, marksOf } = erasedOf;
  const lastKnown = lastKnownWithout(erased, createLastKnown(db, onTrouble, setAside('last_known')));
  const refusedDeliveries = createRefusedDeliveries(db, onTrouble, setAside('webhook_hours'));
  const tenantLog = createTenantLog(db);
  const changes = createTenantChanges(tenantLog);
  const connect = guardedConnect(config.namedHosts);
  const own = secrets && {
    config,
    db,
    secrets,
    audit,
    signingKeys,
    maps,
    tenantLog,
    changed: changes.changed,
    now,
    steadyNow,
  };
  const oauth = own && createOauth({ ...own, connect });
  const vendorConsents = oauth && createVendorConsents(oauth, own);
  const sockets = createSockets(connect);
  /** Status pages, read once for every tenant. */
  const pages = createPageReader({
    kinds: pageKinds,
    open: (baseUrl) => createHttpClient({ baseUrl, headers: {}, sockets, now }),
    now: steadyNow,
  });
  const jobs = await openJobQueue({ database, queues, isAlone: database.kind === 'pglite', onTrouble: onJobTrouble });
  const leases = createLeaseRenewer({
    ...{ name: 'health', store: createLeases(db), now: steadyNow },
    onTrouble: onStoreTrouble,
  });
  const atWork = createAtWorkTable({ notifications, log, steadyNow });
  const blueprints = new WeakMap<IntegrationMap, Blueprint>();
  const remembered = await createMemories({
    ...{ database, steadyNow, erasedOf, lastKnown, audited: audit.audited, onTrouble: onStoreTrouble },
  });
  return {
    ...{
      serviceDeps,
      maps,
      metrics,
      ...onRecord,
      ...{ erased, marksOf, lastKnown, refusedDeliveries },
      ...{ secrets, signingKey, signingKeys, tenantLog, changes },
      ...{ oauth, vendorConsents, sockets, connect, pages, jobs },
    },
    ...{ leases, atWork, statements: createHealthStatements(db) },
    ...remembered,
    policies: createPolicyTable({ now: steadyNow, random }),
    quotas: createQuotaTable({ isShared, now: isShared ? now : steadyNow }),
    ownWords: createOwnWordsOf(audit, now, steadyNow),
    limits: createRequestLimits(config.rateLimitPercent, steadyNow),
    /** Compiled once a map, whoever uses it. */
    blueprintOf(map: IntegrationMap): Blueprint {
      const blueprint = blueprints.get(map) ?? createBlueprint(map);
      blueprints.set(map, blueprint);
      return blueprint;
    },
    /** When nothing uses them any more: writes what is waiting, closes every connection. */
    async close() {
      await leases.stop();
      atWork.close();
      await pages.close();
      await remembered.close();
      await sockets.close();
      await oauth?.close();
      await audit.close();
      await lastKnown.close();
      await refusedDeliveries.close();
      await jobs.close();
      await database.close();
    },
  };
}

export type SharedDeps = Awaited<ReturnType<typeof createSharedDeps>>;
