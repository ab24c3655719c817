import type { Incident } from '@sidelight/shared/health/incident.ts';
import type { Status } from '@sidelight/shared/health/status.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { IncidentLog } from './ports.ts';
import type { HealthSnapshot } from './snapshot.ts';
import { incidentOf, inUrgency, type Reader, systemsOf } from './status-view.ts';

export interface StatusDeps {
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly snapshot: HealthSnapshot;
  readonly incidents: IncidentLog;
  now(): number;
}

export interface StatusBoard {
  read(reader: Reader): Status;
  /** One line of the status stream, written out once for everybody who reads alike. */
  line(reader: Reader): string;
  onChange(listener: () => void): () => void;
  /** Closed within the last week, newest first. */
  recent(reader: Reader): Promise<Incident[]>;
  find(id: string, reader: Reader): Promise<Incident | undefined>;
}

/** Of each role, in more languages than a helpdesk speaks. */
const MAX_LINES = 200;
const WEEK_MS = 7 * 86_400_000;

/** What each reader is told of the state of things. */
export function createStatusBoard({ tenant, map, snapshot, incidents, now }: StatusDeps): StatusBoard {
  const lines = new Map<string, string>();
  snapshot.onChange(() => lines.clear());

  function read(reader: Reader): Status {
    const known = snapshot.known();
    return {
      at: new Date(now()).toISOString(),
      systems: systemsOf(map, known, reader.locale),
      incidents: known.incidents.map((stored) => incidentOf(map, known, stored, reader)).sort(inUrgency),
      ...(snapshot.isStoreAway() && { isStoreAway: true }),
    };
  }
  return {
    read,
    line(reader) {
      const key = `${reader.role}|${reader.locale}`;
      const line = lines.get(key) ?? `${JSON.stringify({ type: 'status', status: read(reader) })}\n`;
      if (lines.size < MAX_LINES) lines.set(key, line);
      return line;
    },
    onChange: snapshot.onChange,
    async recent(reader) {
      const all = await incidents.current(tenant, new Date(now() - WEEK_MS).toISOString());
      const closed = all.filter((stored) => stored.closedAt !== undefined);
      return closed.map((stored) => incidentOf(map, { ...snapshot.known(), frames: [] }, stored, reader));
    },
    async find(id, reader) {
      const stored = await incidents.find(tenant, id);
      return stored && incidentOf(map, snapshot.known(), stored, reader);
    },
  };
}
