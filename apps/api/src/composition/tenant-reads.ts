import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { catalogue } from '../connectors/catalogue.ts';
import { createConnections, type VendorAddress } from '../connectors/registry.ts';
import { createReader } from '../context/read/reader.ts';
import { createResponseCache } from '../context/stream/response-cache.ts';
import { errorFields } from '../log.ts';
import { createSupportStore } from '../store/support-store.ts';
import { createSupportAnswer } from '../support/answer.ts';
import type { KnownTenant } from '../tenants/ports.ts';
import type { HealthSignals } from './health-signals.ts';
import type { SharedDeps } from './shared-deps.ts';

/** How one tenant's systems are reached. */
export interface TenantEndpoints {
  readonly addresses: Readonly<Record<string, VendorAddress | undefined>>;
}

export interface TenantReadsDeps {
  readonly shared: SharedDeps;
  readonly known: KnownTenant;
  /** What others of the same tenant have worked out may have been by another map. */
  readonly runtimeId: string;
  readonly map: IntegrationMap;
  readonly endpoints: TenantEndpoints;
  readonly signals: HealthSignals;
}

/** One tenant's vendors, and what is remembered of what they answered. */
export function createTenantReads({ shared, known, runtimeId, map, endpoints, signals }: TenantReadsDeps) {
  const { tenant, version } = known;
  const { log, now, steadyNow, random } = shared.serviceDeps;
  const connections = createConnections(map, endpoints.addresses, {
    ...{ tenant, version, sockets: shared.sockets, policies: shared.policies, quotas: shared.quotas, now },
    onOutcome: signals.onOutcome,
  });
  const cache = shared.cache.scoped(runtimeId);
  const store = createSupportStore(shared.serviceDeps.database.db, shared.jobs);
  const support = createSupportAnswer({ tenant, store, steadyNow });
  const reader = createReader({
    cache,
    lastKnown: shared.lastKnown,
    connection: (_tenant, connector) => connections.get(connector),
    support: (_tenant, subject) => support(subject),
    recordOf: (connector, read) => ownValue(catalogue.get(connector)?.records, read),
    ...{ now, steadyNow, random },
    onAnswered: signals.mapUsage.answered,
    onBug: (error, read) => log.error('a read went wrong', { tenant, read, ...errorFields(error) }),
  });
  const warm = createResponseCache({ watch: cache.watch, steadyNow }, shared.responses, runtimeId);
  return {
    connections,
    reader,
    warm,
    consoleUrl: (connector: string) => ownValue(endpoints.addresses, connector)?.consoleUrl,
    helpdesk: () => connections.ofSystem('helpdesk'),
    /** The next question of each read of its system goes to the vendor. */
    forgetAnswersOf(connector: string) {
      for (const [system, { connectors }] of Object.entries(map.systems))
        if (Object.hasOwn(connectors, connector)) cache.forgetReads(tenant, system);
    },
    close() {
      warm.forget();
      cache.close();
    },
  };
}

export type TenantReads = ReturnType<typeof createTenantReads>;
