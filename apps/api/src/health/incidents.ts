import type { SystemHealth } from '@sidelight/shared/health/health.ts';
import { type IncidentEntry, TIMELINE_PAGE, type TimelinePage } from '@sidelight/shared/health/incident.ts';
import type { OnRecord } from '../audit/ports.ts';
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

/** One that was opened a moment ago can be over again, and another open. */
const MAX_JOINS = 3;

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
    record?: OnRecord,
  ): Promise<StoredIncident | 'full' | undefined>;
  /** Takes back what `declare` has just answered with: what was before is so again. */
  withdraw(declared: StoredIncident, by: By, systems: readonly SystemHealth[]): Promise<void>;
  /** Undefined when there is none. */
  page(id: string, from: number): Promise<TimelinePage | undefined>;
  acknowledge(id: string, by: By, record: OnRecord): Promise<Outcome>;
  assign(id: string, to: string, by: By, record: OnRecord): Promise<Outcome>;
  note(id: string, text: string, by: By, record: OnRecord): Promise<Outcome>;
  /** It will be over so many minutes from now. A maintenance is given that end, earlier or later. */
  expect(id: string, minutes: number, by: By, record: OnRecord): Promise<Outcome>;
  /** The tickets it had touched have been given a tag; of one that is over, too. */
  tagged(id: string, tag: string, tickets: number, by: By, record: OnRecord): Promise<Outcome>;
  /** Ends a maintenance early. What health opened, health closes. */
  end(id: string, by: By, systems: readonly SystemHealth[], record: OnRecord): Promise<Outcome>;
}

/** What may happen to an incident, each written as one more entry of its timeline. */
export function createIncidents(deps: IncidentDeps): Incidents {
  const { tenant, incidents, versions, onChange } = deps;
  const iso = (ms: number) => new Date(ms).toISOString();
  const nowIso = () => iso(deps.now());
  const openOnes = () =>
    incidents.current(tenant, nowIso()).then((all) => all.filter((one) => one.closedAt === undefined));
  const openFor = async (system: string) => (await openOnes()).find((incident) => incident.system === system);

  async function append(
    id: string,
    added: IncidentEntry | readonly IncidentEntry[],
    record: OnRecord | undefined,
  ): Promise<void> {
    await incidents.append(tenant, id, added, record);
    await versions.bump(tenant);
  }

  async function close(incident: StoredIncident, at: string, by?: By, record?: OnRecord): Promise<void> {
    const closed = { kind: 'closed', at, ...(by !== undefined && { by }) } as const;
    if (!(await incidents.close(tenant, incident.id, closed, record))) return;
    await versions.bump(tenant);
    await onChange('closed', incident.id, incident.system);
  }

  /** A maintenance is over: nothing is left, or an outage that nobody has been told of. */
  async function finish(
    incident: StoredIncident,
    systems: readonly SystemHealth[],
    by?: By,
    record?: OnRecord,
  ): Promise<void> {
    const health = systems.find((candidate) => candidate.system === incident.system);
    if (!health || health.state === 'ok') return close(incident, nowIso(), by, record);
    const { state, reason } = health;
    await append(incident.id, { kind: 'changed', at: nowIso(), state, ...(reason && { reason }) }, record);
    await onChange('opened', incident.id, incident.system);
  }

  async function write(
    id: string,
    entryOf: (incident: StoredIncident) => IncidentEntry | undefined,
    record: OnRecord,
  ): Promise<Outcome> {
    const incident = await incidents.find(tenant, id);
    if (!incident) return 'not_found';
    if (isFull(incident)) return 'full';
    const entry = entryOf(incident);
    if (!entry) return 'not_now';
    await append(id, entry, record);
    return 'done';
  }

  /** Answers which it is; of several who open one at once the first does, and the others join. */
  async function openOrJoin(
    system: string,
    entriesFor: (open: StoredIncident | undefined) => readonly IncidentEntry[],
    at: string,
    record: OnRecord | undefined,
  ): Promise<string | 'full' | undefined> {
    for (let tries = 0; tries < MAX_JOINS; tries++) {
      const open = await openFor(system);
      if (open && isFull(open)) return 'full';
      if (open) {
        await incidents.append(tenant, open.id, entriesFor(open), record);
        return open.id;
      }
      const opened: IncidentEntry = { kind: 'opened', at, state: 'maintenance' };
      const id = await incidents.open(tenant, system, at, [opened, ...entriesFor(undefined)], undefined, record);
      if (id !== undefined) return id;
    }
    return undefined;
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
        await append(open.id, { kind: 'changed', at: iso(atMs), ...said }, undefined);
        await onChange('changed', open.id, system);
      }
    },
    async expire(systems) {
      for (const incident of await openOnes()) {
        const { until, state } = incidentNow(incident);
        if (until === undefined || Date.parse(until) > deps.now()) continue;
        if (state === 'maintenance') await finish(incident, systems);
        else await append(incident.id, { kind: 'overdue', at: nowIso() }, undefined);
      }
    },
    async declare(system, minutes, text, by, record) {
      const at = nowIso();
      const planned = iso(deps.now() + minutes * 60_000);
      const entriesFor = (open: StoredIncident | undefined): readonly IncidentEntry[] => [
        { kind: 'maintenance', at, by, until: later(planned, open && endOf(open)) },
        ...(text ? [{ kind: 'note', at, by, text } as const] : []),
      ];
      const id = await openOrJoin(system, entriesFor, at, record);
      if (id === 'full' || id === undefined) return id;
      await versions.bump(tenant);
      return incidents.find(tenant, id);
    },
    async withdraw(declared, by, systems) {
      const { id, timeline, openedAt } = declared;
      const own = timeline.findLastIndex((entry) => entry.kind === 'maintenance' && entry.by === by);
      const until = endOf({ timeline: timeline.slice(0, own), openedAt });
      if (until === undefined) await finish(declared, systems, by);
      else await append(id, { kind: 'maintenance', at: nowIso(), by, until }, undefined);
    },
    async page(id, from) {
      const incident = await incidents.find(tenant, id);
      if (!incident) return undefined;
      const entries = incident.timeline.slice(from, from + TIMELINE_PAGE);
      return { total: incident.timeline.length, from, entries };
    },
    acknowledge: (id, by, record) => write(id, () => ({ kind: 'acknowledged', at: nowIso(), by }), record),
    note: (id, text, by, record) => write(id, () => ({ kind: 'note', at: nowIso(), by, text }), record),
    assign: (id, to, by, record) => write(id, ifOpen({ kind: 'assigned', at: nowIso(), by, to }), record),
    tagged: (id, tag, tickets, by, record) =>
      write(id, () => ({ kind: 'tagged', at: nowIso(), by, tag, tickets }), record),
    expect(id, minutes, by, record) {
      const until = iso(deps.now() + minutes * 60_000);
      const entryFor = (incident: StoredIncident) => {
        const kind = incidentNow(incident).state === 'maintenance' ? 'maintenance' : 'expected';
        return ifOpen({ kind, at: nowIso(), by, until })(incident);
      };
      return write(id, entryFor, record);
    },
    async end(id, by, systems, record) {
      const incident = await incidents.find(tenant, id);
      if (!incident || incident.closedAt !== undefined) return 'not_found';
      if (incidentNow(incident).state !== 'maintenance') return 'not_now';
      await finish(incident, systems, by, record);
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
