import type { SystemHealth } from '@sidelight/shared/health/health.ts';
import { type Incident, TIMELINE_PAGE } from '@sidelight/shared/health/incident.ts';
import type { VendorReport } from '@sidelight/shared/health/vendor-report.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { Role } from '@sidelight/shared/map/system.ts';
import { say } from '@sidelight/shared/map/text.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { blastRadius } from './blast-radius.ts';
import { incidentNow } from './incident.ts';
import { leadSays } from './lead-says.ts';
import type { Frame, StoredConnection, StoredIncident } from './ports.ts';
import { whomToAsk } from './whom-to-ask.ts';
import { byHarm } from './worst.ts';

/** Everything known at one moment, from which each reader's view is made. */
export interface Known {
  readonly connections: readonly StoredConnection[];
  readonly incidents: readonly StoredIncident[];
  readonly frames: readonly Frame[];
  readonly vendors: readonly VendorReport[];
  readonly alerts: ReadonlyMap<string, NonNullable<Incident['alert']>>;
}

export interface Reader {
  readonly role: Role;
  readonly locale: string;
}

/** Health of every system of the map: as bad as its worst connection. Pure. */
export function systemsOf(map: IntegrationMap, known: Known, locale: string): SystemHealth[] {
  return Object.values(map.systems).map(({ system, name, connectors }) => {
    const own = known.connections.filter((c) => c.system === system && Object.hasOwn(connectors, c.connector));
    const [worst] = own.map((c) => c.history.now).sort(byHarm);
    const named = { system, name: say(name, locale), since: new Date(worst?.sinceMs ?? 0).toISOString() };
    if (!worst || worst.state === 'ok') return { ...named, state: 'ok' };
    return { ...named, state: worst.state, ...(worst.reason && { reason: worst.reason }) };
  });
}

/** One incident as this reader may see it. Pure. */
export function incidentOf(map: IntegrationMap, known: Known, stored: StoredIncident, reader: Reader): Incident {
  const now = incidentNow(stored);
  const { system } = stored;
  const bad = known.connections.filter((c) => c.system === system && c.history.now.state !== 'ok');
  const connectors = stored.closedAt === undefined && now.state !== 'maintenance' ? bad.map((c) => c.connector) : [];
  const vendor =
    known.vendors.find((report) => report.system === system && !isCalm(report)) ?? reportFor(known, stored);
  const alert = known.alerts.get(stored.id);
  const said = leadSays(now, reader.locale);
  const radius = blastRadius(map, { system, connectors }, known.frames, reader.locale);
  const earlier = stored.timeline.length - TIMELINE_PAGE;
  return {
    ...{ id: stored.id, system, name: say(ownValue(map.systems, system)?.name ?? system, reader.locale) },
    ...{ state: now.state, since: now.since },
    ...(now.reason && { reason: now.reason }),
    ...(stored.closedAt !== undefined && { closedAt: stored.closedAt }),
    ...(now.until !== undefined && { until: now.until }),
    radius,
    ...(said !== undefined && { leadSays: said }),
    ask: whomToAsk(map, system, idsOf(radius.fields), reader.locale),
    ...(reader.role !== 'agent' && {
      ...(now.acknowledged && { acknowledged: now.acknowledged }),
      ...(now.assigned !== undefined && { assigned: now.assigned }),
      ...(alert && { alert }),
      ...(vendor && { vendor }),
      ...(now.hasAnswersChecked && { atRisk: now.atRisk }),
      timeline: stored.timeline.slice(-TIMELINE_PAGE),
      ...(earlier > 0 && { earlier }),
    }),
  };
}

/** Worst first, then the older one. */
export const inUrgency = (a: Incident, b: Incident): number => byHarm(a, b) || (a.since < b.since ? -1 : 1);

const idsOf = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id);
const isCalm = ({ state }: VendorReport): boolean => state === 'operational' || state === 'unknown';
const reportFor = (known: Known, { system }: StoredIncident) =>
  known.vendors.find((report) => report.system === system);
