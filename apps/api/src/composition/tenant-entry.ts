import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { createHelpdeskHosts } from '../access/helpdesk-hosts.ts';
import { askStaff, askStaffNow, glancesOf } from '../access/roles.ts';
import { entryVendor } from '../connectors/catalogue.ts';
import type { Blueprint, ReadPlan } from '../context/blueprint.ts';
import { framesFor } from '../context/present/card.ts';
import type { StatusBoard } from '../health/status.ts';
import type { EntryHandle } from '../http/tenant-handle.ts';
import { isSyncOn } from '../store/is-sync-on.ts';
import type { KnownTenant } from '../tenants/ports.ts';
import type { TenantRollout } from './rollout.ts';
import type { SharedDeps } from './shared-deps.ts';
import type { TenantReads } from './tenant-reads.ts';

export interface TenantEntryDeps {
  readonly shared: SharedDeps;
  readonly known: KnownTenant;
  readonly map: IntegrationMap;
  readonly blueprint: Blueprint;
  readonly reads: TenantReads;
  readonly agentRead: ReadPlan<'helpdesk.agent'>;
  readonly rollout: TenantRollout;
  readonly board: Pick<StatusBoard, 'read'>;
}

/** Who comes in by the helpdesk's page, and what they are shown before anything is read. */
export function createTenantEntry(given: TenantEntryDeps): EntryHandle {
  const { shared, known, map, blueprint, reads, agentRead, board } = given;
  const { tenant, checksAgents } = known;
  const { now, steadyNow, database } = shared.serviceDeps;
  const { reader, helpdesk } = reads;
  const connect = shared.oauth?.connect;
  const [connector] = Object.values(map.systems.helpdesk?.connectors ?? {});
  const asking = { reader, agentRead, checksAgents, roles: connector?.options ?? {}, steadyNow };
  const begunMs = steadyNow();
  return {
    frames: (locale, sight) => framesFor(blueprint.cards, locale, sight),
    troubles(reader) {
      const status = board.read(reader);
      return status.incidents.length > 0 || status.isStoreAway ? status : undefined;
    },
    askStaff: (userId, signal) => askStaff(asking, tenant, userId, signal),
    askStaffNow: (userId, signal) => askStaffNow(asking, tenant, userId, signal),
    async glanceAtStaff(userIds, signal) {
      const { connector, policy } = helpdesk() ?? {};
      const staff = connector?.staff;
      if (!policy || !staff) return undefined;
      const ask = (own: AbortSignal) => staff(userIds, own);
      return glancesOf(await policy.run('staff', ask, agentRead.budget.timeoutMs, 0, signal), checksAgents);
    },
    checksAgents,
    /** By the clock as it is set now, as what it is compared with. */
    checksAgentsSinceMs: () => (checksAgents ? Math.floor(now() - (steadyNow() - begunMs)) : 0),
    mayUse: given.rollout.gate.mayUse,
    // Most helpdesks keep nothing in agreement: nobody is asked for them.
    isSynced: async () => map.sync !== undefined && isSyncOn(database.db, tenant),
    isOwnHost: createHelpdeskHosts(entryVendor().entry.accountHost(tenant), helpdesk, steadyNow),
    connectUrl: async (userId) => connect?.start({ tenant, userId }),
    narrowConnectUrl: (userId) => connect?.startNarrow({ tenant, userId }),
  };
}
