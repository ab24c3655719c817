import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { createFoundProof } from '../access/found-proof.ts';
import { createTokenBuckets } from '../access/token-buckets.ts';
import { createIdReader } from '../connectors/read-typed-id.ts';
import type { Blueprint } from '../context/blueprint.ts';
import { everyTicket, rightsByRecord } from '../context/identify/ticket-rights.ts';
import { knownReads } from '../context/read/known-reads.ts';
import { createOpenEvent } from '../context/stream/open-event.ts';
import { createHealth } from '../health/health.ts';
import { newRequestId } from '../http/request-id.ts';
import { errorFields } from '../log.ts';
import type { KnownTenant } from '../tenants/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { createAccountSearch } from './account-search.ts';
import type { HealthView } from './health-view.ts';
import { recordHidden } from './own-words.ts';
import type { SharedDeps } from './shared-deps.ts';
import { createTenantOwnWords } from './tenant-own-words.ts';
import type { TenantReads } from './tenant-reads.ts';

export interface TenantContextDeps {
  readonly shared: SharedDeps;
  readonly known: KnownTenant;
  readonly map: IntegrationMap;
  readonly blueprint: Blueprint;
  readonly reads: TenantReads;
  readonly view: HealthView;
}

/** More than anybody types. */
const SEARCHES = { burst: 20, perSecond: 20 / 60 };

/** All that opening a ticket of this tenant takes. */
export function createTenantContext({ shared, known, map, blueprint, reads, view }: TenantContextDeps) {
  const { tenant } = known;
  const { audit, metrics, links } = shared;
  const { log, now, steadyNow } = shared.serviceDeps;
  const { connections, reader, warm, consoleUrl } = reads;
  const plans = knownReads(blueprint);
  const byRecord = { reader, agentRead: plans.agent, onHidden: recordHidden(audit, now), steadyNow };
  const healthOf = createHealth(blueprint.systems, view.stateOf, now());
  return {
    ...{ blueprint, reads: plans, reader, links, audit, warm, now, steadyNow, newRequestId, consoleUrl },
    watch: view.watch,
    ownWords: createTenantOwnWords({ shared, known, map, reads }),
    rights: known.checksAgents ? everyTicket : rightsByRecord(byRecord),
    onMissed: shared.limits.unknown,
    readId: createIdReader(map),
    proof: createFoundProof(shared.signingKeys, now),
    searches: createTokenBuckets(SEARCHES, steadyNow),
    searchAccounts: createAccountSearch(plans.account, connections),
    onLinkChange(_tenant: TenantId, requesterId: string, accountId: string) {
      warm.forget();
      const by = { actorId: '', role: 'system', requestId: newRequestId() };
      audit.record({ tenant, atMs: now(), ...by, action: 'link.changed' as const, requesterId, accountId });
    },
    onBadExpression(where: string) {
      metrics.badExpression(tenant, where);
      log.warn('an expression of the map failed', { tenant, kind: where });
    },
    onBug: (error: unknown, requestId: string) => log.error('a bug', { tenant, requestId, ...errorFields(error) }),
    openEvent: createOpenEvent({ blueprint, health: (_tenant, locale) => healthOf(locale), now }),
    derivation: (_tenant: TenantId, plan: { readonly connector: string; readonly name: string }) =>
      ownValue(connections.get(plan.connector)?.connector.derived, plan.name),
  };
}

export type TenantContext = ReturnType<typeof createTenantContext>;
