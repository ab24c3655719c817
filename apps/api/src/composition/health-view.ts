import type { Incident } from '@sidelight/shared/health/incident.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { Connections } from '../connectors/registry.ts';
import type { ConnectionState } from '../connectors/resilience/policy.ts';
import type { Shown } from '../context/ports.ts';
import { createExposureLog } from '../health/exposure-log.ts';
import { createPresence } from '../health/presence.ts';
import { createHealthSnapshot } from '../health/snapshot.ts';
import { createStatusBoard } from '../health/status.ts';
import { createVendorBoard, type VendorPage } from '../health/vendor-board.ts';
import { watchedFields } from '../health/watched.ts';
import { isWrong } from '../health/worst.ts';
import { errorFields, type Log } from '../log.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { HealthLogs } from './health-logs.ts';
import type { HealthSignals } from './health-signals.ts';

export interface HealthViewDeps {
  readonly tenant: TenantId;
  readonly runtimeId: string;
  readonly map: IntegrationMap;
  readonly logs: HealthLogs;
  readonly signals: HealthSignals;
  readonly connections: Pick<Connections, 'get' | 'stateOf'>;
  readonly log: Log;
  readonly vendorPages: readonly VendorPage[];
  alertOf(incidentId: string): Promise<NonNullable<Incident['alert']>>;
  onNewCode(field: string, code: string): void;
  /** Told in every process. */
  onRightAgain(connector: string): void;
  /** Every view. */
  onShown(shown: Shown): void;
  now(): number;
  steadyNow(): number;
}

/** Said again at every heartbeat; if those stop, the breaker decides alone once more. */
const STAY_AWAY_MS = 5000;

/** What all processes agree on about one tenant's systems, as this one has last heard it; and who is being shown it. */
export function createHealthView(given: HealthViewDeps) {
  const { tenant, map, logs, signals, connections, now, steadyNow } = given;
  const connection = connections.get;
  /** Who is never asked by us has to be found again by an agent's own question. */
  const isProbed = (connector: string) => map.health.probes.isOn && connection(connector) !== undefined;
  const presence = createPresence(tenant, logs.presence, given.runtimeId, steadyNow);
  const vendors = createVendorBoard(given.vendorPages, {
    ...{ everyMs: map.health.statusPages.everyMs, now: steadyNow },
  });
  const snapshot = createHealthSnapshot({
    ...{ tenant, log: logs.signals, incidents: logs.incidents, versions: logs.versions, presence: logs.presence },
    vendors: vendors.reports,
    alertOf: given.alertOf,
    nowIso: () => new Date(now()).toISOString(),
    onRecovered: (connector) => connection(connector)?.policy.heal(),
    onRightAgain: given.onRightAgain,
    onGone(connector) {
      if (isProbed(connector)) connection(connector)?.policy.stayAway(STAY_AWAY_MS);
    },
  });
  const watched = watchedFields(map);
  const watch = createExposureLog({
    ...{ tenant, logs, watched, presence, snapshot, now, steadyNow },
    onTrouble: (error) => given.log.error('health work failed', { tenant, kind: 'shown', ...errorFields(error) }),
    onShown(shown) {
      given.onShown(shown);
      signals.speeds.reads(shown.timings);
      signals.mapUsage.shown(shown.newCodes, shown.fields);
    },
    onNewCode: given.onNewCode,
  });
  return {
    presence,
    vendors,
    snapshot,
    watch,
    /** By connection that a canary watches: the fields agents decide by. */
    watched,
    board: createStatusBoard({ tenant, map, snapshot, incidents: logs.incidents, now }),
    /** What this process has run into itself, at once; else what all processes agree on. */
    stateOf(connector: string): ConnectionState | undefined {
      const own = connections.stateOf(connector);
      const agreed = snapshot.stateOf(connector);
      // Its own slowness is no reason to keep quiet about what all agree on: that the values are wrong.
      const isWorse = agreed !== undefined && isWrong(agreed) && own?.state === 'degraded';
      if ((own?.state !== 'ok' && !isWorse) || !agreed || agreed.state === 'ok' || !agreed.reason) return own;
      return { state: agreed.state, reason: agreed.reason, sinceMs: agreed.sinceMs };
    },
    isInUse: () => presence.hasPages() || snapshot.known().incidents.length > 0,
  };
}

export type HealthView = ReturnType<typeof createHealthView>;
