import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { Sockets } from '../connectors/http/sockets.ts';
import type { PageReader } from '../connectors/page-reader.ts';
import type { PolicyTable } from '../connectors/resilience/policy-table.ts';
import type { QuotaTable } from '../connectors/resilience/quota-table.ts';
import type { Blueprint } from '../context/blueprint.ts';
import type { RememberedLinks } from '../context/identify/remembered-links.ts';
import type { AuditTrail } from '../context/ports.ts';
import type { SharedCache } from '../context/read/cache.ts';
import type { ResponseStore } from '../context/stream/response-cache.ts';
import type { Metrics } from '../http/metrics.ts';
import type { LeaseRenewer } from '../jobs/lease-renewer.ts';
import type { JobQueue } from '../jobs/ports.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import type { Database } from '../store/database.ts';
import type { StoredLastKnown } from '../store/last-known.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { AtWorkTable } from './at-work.ts';
import type { Oauth } from './oauth.ts';
import type { ServiceDeps } from './service-deps.ts';

/** What all tenants of a process share. It outlives the running parts of each, and every map. */
export interface SharedDeps {
  readonly serviceDeps: ServiceDeps;
  readonly metrics: Metrics;
  readonly audit: AuditTrail;
  readonly lastKnown: StoredLastKnown;
  /** Absent where no key to wrap them by is configured. */
  readonly secrets: SecretStore | undefined;
  readonly oauth: Oauth | undefined;
  /** Status pages, read once for every tenant. */
  readonly pages: PageReader;
  readonly cache: SharedCache;
  readonly responses: ResponseStore;
  readonly links: RememberedLinks;
  readonly policies: PolicyTable;
  readonly quotas: QuotaTable;
  readonly atWork: AtWorkTable;
  readonly sockets: Sockets;
  readonly leases: LeaseRenewer;
  readonly jobs: JobQueue<Database>;
  /** Compiled once a map, whoever uses it. */
  blueprintOf(map: IntegrationMap): Blueprint;
  /** Every process makes this tenant's parts anew. */
  changed(tenant: TenantId): Promise<void>;
}
