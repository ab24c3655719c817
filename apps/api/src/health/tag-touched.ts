import type { TagAnswer } from '@sidelight/shared/health/touched.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { OnRecord } from '../audit/ports.ts';
import type { Connection } from '../connectors/registry.ts';
import { isUpstreamError } from '../connectors/upstream-error.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { tagOf } from './incident-tag.ts';
import type { Incidents, Outcome } from './incidents.ts';
import type { IncidentLog } from './ports.ts';
import type { TouchedLists } from './touched.ts';

export interface TagTouchedDeps {
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly log: Pick<IncidentLog, 'find'>;
  readonly incidents: Pick<Incidents, 'tagged'>;
  readonly touched: Pick<TouchedLists, 'idsOf'>;
  /** The helpdesk's. */
  connection(): Pick<Connection, 'connector' | 'policy'> | undefined;
}

export type TagTouched = (
  incidentId: string,
  by: string,
  record: OnRecord,
  signal: AbortSignal,
) => Promise<TagAnswer | Exclude<Outcome, 'done'>>;

/** As many as a vendor takes in one call, and as many calls as a person waits for. */
const AT_ONCE = 100;
const MOST_CALLS = 10;
const CALL_MS = 10_000;

/** Gives every ticket that an incident has touched its tag, when a lead asks for it. */
export function createTagTouched({ tenant, map, log, incidents, touched, connection }: TagTouchedDeps): TagTouched {
  return async (incidentId, by, record, signal) => {
    const incident = await log.find(tenant, incidentId);
    if (!incident) return 'not_found';
    const { connector, policy } = connection() ?? {};
    const tagTickets = connector?.writes?.tagTickets;
    // Whoever switched marking off wants nothing written to tickets.
    if (!map.health.marking.isOn || !tagTickets || !policy) return 'not_now';
    const ids = (await touched.idsOf(incident)).slice(0, AT_ONCE * MOST_CALLS);
    if (ids.length === 0) return { isDone: true, tickets: 0 };
    const tag = tagOf(incidentId);
    try {
      for (let at = 0; at < ids.length; at += AT_ONCE) {
        const some = ids.slice(at, at + AT_ONCE);
        await policy.run('tagTickets', (own) => tagTickets(some, tag, own), CALL_MS, 0, signal, 'follow_up');
      }
    } catch (error) {
      if (!isUpstreamError(error)) throw error;
      return { isDone: false, tickets: 0 };
    }
    const outcome = await incidents.tagged(incidentId, tag, ids.length, by, record);
    return outcome === 'done' ? { isDone: true, tickets: ids.length } : outcome;
  };
}
