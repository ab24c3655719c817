import type { SystemHealth } from '@sidelight/shared/health/health.ts';
import { type IncidentEntry, TIMELINE_PAGE, type TimelinePage } from '@sidelight/shared/health/incident.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Transition } from './evaluate.ts';
import { incidentNow } from './incident.ts';
import type { IncidentLog, StoredIncident, Versions } from './ports.ts';
import { isWrong } from './worst.ts';

/** Somebody's name, for a timeline. */
type By = string;
/** `full`: people have written as much to it as fits. */
export type Outcome = 'done' | 'not_found' | 'not_now' | 'full';

/** Entries of one incident that people write. What health finds out is bounded by how often it can change. */
const MAX_BY_PEOPLE = 200;
const byPeople: ReadonlySet<IncidentEntry['kind']> = new Set([
  'note',
  'acknowledged',
  'assigned',
  'expected',
  'maintenance',
  'tagged',
]);
const isFull = ({ timeline }: StoredIncident): boolean =>
  timeline.filter(({ kind }) => byPeople.has(kind)).length >= MAX_BY_PEOPLE;

const ifOpen =
  (entry: IncidentEntry) =>
  ({ closedAt }: StoredIncident) =>
    closedAt === undefined ? entry : undefined;

export interface IncidentDeps {
  readonly tenant: TenantId;
  readonly incidents: IncidentLog;
  readonly versions: Versions;
  now(): number;
  /** The owner is to be told. Called after it is written. */
  onChange(what: 'opened' | 'changed' | 'closed', incidentId: string, system: string): Promise<void>;
}

export interface Incidents {
  /** What health says of a system: opens, changes or closes its incident. */
  react(edge: Transition): Promise<void>;
  /**
   * Maintenance whose time is over ends; what is still broken then becomes an outage. Of an outage that lasts longer
   * than a lead expected, that is written down.
   */
  expire(systems: readonly SystemHealth[]): Promise<void>;
  /** A maintenance that is on keeps its end where that is the later one. */
  declare(
    system: string,
    minutes: number,
    text: string | undefined,
    by: By,
  ): Promise<StoredIncident | 'full' | undefined>;
  /** Takes back what `declare` has just answered with: what was before is so again. */
  withdraw(declared: StoredIncident, by: By, systems: readonly SystemHealth[]): Promise<void>;
  /** Undefined when there is none. */
  page(id: string, from: number): Promise<TimelinePage | undefined>;
  acknowledge(id: string, by: By): Promise<Outcome>;
  assign(id: string, to: string, by: By): Promise<Outcome>;
  note(id: string, text: string, by: By): Promise<Outcome>;
  /** It will be over so many minutes from now. A maintenance is given that end, earlier or later. */
  expect(id: string, minutes: number, by: By): Promise<Outcome>;
  /** The tickets it had touched have been given a tag; of one that is over, too. */
  tagged(id: string, tag: string, tickets: number, by: By): Promise<Outcome>;
  /** Ends a maintenance early. What health opened, health closes. */
  end(id: string, by: By, systems: readonly SystemHealth[]): Promise<Outcome>;
}

/** What may happen to an incident, each written as one more entry of its timeline. */
export function createIncidents(deps: IncidentDeps): Incidents {
  const { tenant, incidents, versions, onChange } = deps;
  const iso = (ms: number) => new Date(ms).toISOString();
  const nowIso = () => iso(deps.now());
  const openOnes = () =>
    incidents.current(tenant, nowIso()).then((all) => all.filter((one) => one.closedAt === undefined));
  const openFor = async (system: string) => (await openOnes()).find((incident) => incident.system === system);

  async function append(id: string, entry: IncidentEntry): Promise<void> {
    await incidents.append(tenant, id, entry);
    await versions.bump(tenant);
  }

  async function close(incident: StoredIncident, at: string, by?: By): Promise<void> {
    if (!(await incidents.close(tenant, incident.id, { kind: 'closed', at, ...(by !== undefined && { by }) }))) return;
    await versions.bump(tenant);
    await onChange('closed', incident.id, incident.system);
  }

  /** A maintenance is over: nothing is left, or an outage that nobody has been told of. */
  async function finish(incident: StoredIncident, systems: readonly SystemHealth[], by?: By): Promise<void> {
    const health = systems.find((candidate) => candidate.system === incident.system);
    if (!health || health.state === 'ok') return close(incident, nowIso(), by);
    const { state, reason } = health;
    await append(incident.id, { kind: 'changed', at: nowIso(), state, ...(reason && { reason }) });
    await onChange('opened', incident.id, incident.system);
  }

  async function write(id: string, entryOf: (incident: StoredIncident) => IncidentEntry | undefined): Promise<Outcome> {
    const incident = await incidents.find(tenant, id);
    if (!incident) return 'not_found';
    if (isFull(incident)) return 'full';
    const entry = entryOf(incident);
    if (!entry) return 'not_now';
    await append(id, entry);
    return 'done';
  }

  return {
    async react({ system, state, reason, sinceMs, atMs, replay }) {
      const open = await openFor(system);
      if (state === 'ok') {
        if (open && incidentNow(open).state !== 'maintenance') await close(open, iso(atMs));
        return;
      }
      const said = { state, ...(reason && { reason }) };
      if (!open) {
        const at = iso(sinceMs);
        const id = await incidents.open(tenant, system, at, [{ kind: 'opened', at, ...said }], replay);
        if (id === undefined) return;
        await versions.bump(tenant);
        await onChange('opened', id, system);
      } else {
        const now = incidentNow(open);
        if (now.state === 'maintenance' || (now.state === state && isWrong(now) === isWrong(said))) return;
        await append(open.id, { kind: 'changed', at: iso(atMs), ...said });
        await onChange('changed', open.id, system);
      }
    },
    async expire(systems) {
      for (const incident of await openOnes()) {
        const { until, state } = incidentNow(incident);
        if (until === undefined || Date.parse(until) > deps.now()) continue;
        if (state === 'maintenance') await finish(incident, systems);
        else await append(incident.id, { kind: 'overdue', at: nowIso() });
      }
    },
    async declare(system, minutes, text, by) {
      const at = nowIso();
      const open = await openFor(system);
      if (open && isFull(open)) return 'full';
      const planned = iso(deps.now() + minutes * 60_000);
      const entries: IncidentEntry[] = [
        { kind: 'maintenance', at, by, until: later(planned, open && endOf(open)) },
        ...(text ? [{ kind: 'note', at, by, text } as const] : []),
      ];
      const opened: IncidentEntry = { kind: 'opened', at, state: 'maintenance' };
      const id = open?.id ?? (await incidents.open(tenant, system, at, [opened, ...entries], undefined));
      if (open) for (const entry of entries) await incidents.append(tenant, open.id, entry);
      await versions.bump(tenant);
      return id === undefined ? undefined : incidents.find(tenant, id);
    },
    async withdraw(declared, by, systems) {
      const { id, timeline, openedAt } = declared;
      const own = timeline.findLastIndex((entry) => entry.kind === 'maintenance' && entry.by === by);
      const until = endOf({ timeline: timeline.slice(0, own), openedAt });
      if (until === undefined) await finish(declared, systems, by);
      else await append(id, { kind: 'maintenance', at: nowIso(), by, until });
    },
    async page(id, from) {
      const incident = await incidents.find(tenant, id);
      if (!incident) return undefined;
      const entries = incident.timeline.slice(from, from + TIMELINE_PAGE);
      return { total: incident.timeline.length, from, entries };
    },
    acknowledge: (id, by) => write(id, () => ({ kind: 'acknowledged', at: nowIso(), by })),
    note: (id, text, by) => write(id, () => ({ kind: 'note', at: nowIso(), by, text })),
    assign: (id, to, by) => write(id, ifOpen({ kind: 'assigned', at: nowIso(), by, to })),
    tagged: (id, tag, tickets, by) => write(id, () => ({ kind: 'tagged', at: nowIso(), by, tag, tickets })),
    expect: (id, minutes, by) =>
      write(id, (incident) => {
        const kind = incidentNow(incident).state === 'maintenance' ? 'maintenance' : 'expected';
        return ifOpen({ kind, at: nowIso(), by, until: iso(deps.now() + minutes * 60_000) })(incident);
      }),
    async end(id, by, systems) {
      const incident = await incidents.find(tenant, id);
      if (!incident || incident.closedAt !== undefined) return 'not_found';
      if (incidentNow(incident).state !== 'maintenance') return 'not_now';
      await finish(incident, systems, by);
      return 'done';
    },
  };
}

/** When a maintenance that is on is to end. */
function endOf(incident: Pick<StoredIncident, 'timeline' | 'openedAt'>): string | undefined {
  const { state, until } = incidentNow(incident);
  return state === 'maintenance' ? until : undefined;
}

const later = (a: string, b: string | undefined): string => (b !== undefined && Date.parse(b) > Date.parse(a) ? b : a);
