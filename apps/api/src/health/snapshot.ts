import type { Incident } from '@sidelight/shared/health/incident.ts';
import type { VendorReport } from '@sidelight/shared/health/vendor-report.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { FRAME_MS } from './frame-age.ts';
import { type ConnectionHealth, isFoundWrong } from './health-state-machine.ts';
import type { IncidentLog, PresenceLog, SignalLog, StoredConnection, Versions } from './ports.ts';
import type { Known } from './status-view.ts';

export interface HealthSnapshotDeps {
  readonly tenant: TenantId;
  readonly log: SignalLog;
  readonly incidents: IncidentLog;
  readonly versions: Versions;
  readonly presence: PresenceLog;
  vendors(): readonly VendorReport[];
  alertOf(incidentId: string): Promise<NonNullable<Incident['alert']>>;
  nowIso(): string;
  /** A connection that was in a bad state is well again: told in every process. */
  onRecovered(connector: string): void;
  /** Its values were found wrong, and are right again: what it has answered before may have been wrong. */
  onRightAgain(connector: string): void;
  /** Told at each refresh for as long as it lasts. */
  onGone(connector: string): void;
}

export interface HealthSnapshot {
  known(): Known;
  /** Of all that is known: another with every change of health or incidents. */
  version(): number;
  stateOf(connector: string): ConnectionHealth | undefined;
  /**
   * Brings what is believed up to date; the leading process brings what it has just worked out. The store is only
   * asked whether anything has changed where `isTold`, and for what changes by itself while an incident is open.
   */
  refresh(own: readonly StoredConnection[] | undefined, isTold?: boolean): Promise<void>;
  onChange(listener: () => void): () => void;
  /** The store did not answer: what is believed stands still until it does. */
  setStoreAway(): void;
  isStoreAway(): boolean;
}

/** What this process believes, brought up to date each tick: the same in every process within one. */
export function createHealthSnapshot(deps: HealthSnapshotDeps): HealthSnapshot {
  const { tenant } = deps;
  const listeners = new Set<() => void>();
  let known: Known = { connections: [], incidents: [], frames: [], vendors: [], alerts: new Map() };
  /** By connector: asked for at every context. */
  let states: ReadonlyMap<string, ConnectionHealth> = new Map();
  let version = -1;
  let said = '';
  let isStoreAway = false;

  async function read(isNew: boolean, own: readonly StoredConnection[] | undefined): Promise<Known> {
    const incidents = isNew ? await deps.incidents.current(tenant, deps.nowIso()) : known.incidents;
    const open = incidents.filter((incident) => incident.closedAt === undefined);
    const connections = own ?? (isNew ? await deps.log.connections(tenant) : known.connections);
    const alerts = await Promise.all(open.map(async ({ id }) => [id, await deps.alertOf(id)] as const));
    // Only asked for while somebody is shown how many are touched.
    const frames = open.length > 0 ? await deps.presence.all(tenant, FRAME_MS) : [];
    return { connections, incidents: open, frames, vendors: deps.vendors(), alerts: new Map(alerts) };
  }

  function tell(): void {
    const now = `${isStoreAway} ${summary(known)}`;
    if (now === said) return;
    said = now;
    for (const listener of listeners) listener();
  }

  return {
    known: () => known,
    version: () => version,
    stateOf: (connector) => states.get(connector),
    async refresh(own, isTold = true) {
      const latest = isTold ? await deps.versions.read(tenant) : version;
      known = await read(latest !== version, own);
      version = latest;
      if (isTold || known.incidents.length > 0) isStoreAway = false;
      const before = states;
      states = new Map(known.connections.map(({ connector, history }) => [connector, history.now]));
      for (const { connector, history } of known.connections) {
        const was = before.get(connector);
        const { state } = history.now;
        if (was && was.state !== 'ok' && state === 'ok') deps.onRecovered(connector);
        if (was && isFoundWrong(was) && !isFoundWrong(history.now)) deps.onRightAgain(connector);
        // One good answer, and agents may ask again: theirs count too.
        if ((state === 'down' || state === 'locked_out') && history.now.good === 0) deps.onGone(connector);
      }
      tell();
    },
    setStoreAway() {
      isStoreAway = true;
      tell();
    },
    isStoreAway: () => isStoreAway,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What readers are shown, and nothing that changes with every signal. */
const summary = ({ connections, incidents, frames, vendors, alerts }: Known): string =>
  JSON.stringify([
    connections.map(({ connector, history: { now } }) => [connector, now.state, now.reason, now.sinceMs]),
    incidents,
    frames.map(({ agentId, ticketId, accountId }) => [agentId, ticketId, accountId]),
    vendors.map(({ connector, state, text }) => [connector, state, text]),
    [...alerts],
  ]);
