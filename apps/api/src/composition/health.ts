import type { Card } from '@sidelight/shared/context/card.ts';
import type { Incident } from '@sidelight/shared/health/incident.ts';
import type { StatusReport } from '@sidelight/shared/health/status-report.ts';
import type { UnmarkedTicket } from '@sidelight/shared/health/unmarked-ticket.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { Connections } from '../connectors/registry.ts';
import type { Blueprint } from '../context/blueprint.ts';
import type { ExposureLog, Shown } from '../context/ports.ts';
import { createAnswers } from '../health/answers.ts';
import type { AtWork } from '../health/at-work.ts';
import { createCallUsage } from '../health/call-usage.ts';
import { createCanary } from '../health/canary.ts';
import { createDamage } from '../health/damage.ts';
import { createEvaluator } from '../health/evaluate.ts';
import { createExposureLog } from '../health/exposure-log.ts';
import { createHealthLoop, type Reporter } from '../health/health-loop.ts';
import { createIncidents, type Incidents } from '../health/incidents.ts';
import { createLatencyRecorder, type LatencyRecorder } from '../health/latency-recorder.ts';
import { createMapUsage, type MapUsage } from '../health/map-usage.ts';
import type { ObservationLog, ShownLog } from '../health/ports.ts';
import { createPresence, type Presence } from '../health/presence.ts';
import { createProber } from '../health/prober.ts';
import { createReport } from '../health/report.ts';
import { createSignalCollector, type SignalCollector } from '../health/signal-collector.ts';
import { createHealthSnapshot, type HealthSnapshot } from '../health/snapshot.ts';
import { createStatusBoard, type StatusBoard } from '../health/status.ts';
import { type Reader, systemsOf } from '../health/status-view.ts';
import { createVendorBoard, noteVendors, type VendorPage } from '../health/vendor-board.ts';
import type { LeaseRenewer } from '../jobs/lease-renewer.ts';
import type { PeriodicTask } from '../jobs/periodic-task.ts';
import { errorFields, type Log } from '../log.ts';
import { createPresenceLog, createVersions } from '../store/coordination.ts';
import type { Database } from '../store/database.ts';
import { createIncidentLog } from '../store/incident-log.ts';
import { lookEveryMs, type Notifications } from '../store/notifications.ts';
import { createObservationLog } from '../store/observation-log.ts';
import { createRiskLog, createShownLog } from '../store/shown-log.ts';
import { createSignalLog } from '../store/signal-log.ts';
import { createSpeedLog } from '../store/speed-log.ts';
import { createUsageLog } from '../store/usage-log.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

export interface TenantHealthDeps {
  readonly tenant: TenantId;
  /** Names these running parts among all that watch this tenant. */
  readonly runtimeId: string;
  readonly leases: LeaseRenewer;
  readonly notifications: Notifications;
  readonly map: IntegrationMap;
  readonly blueprint: Blueprint;
  readonly db: Database;
  readonly log: Log;
  now(): number;
  /** Like `now`, and never jumps: what signals are dated by. */
  steadyNow(): number;
  random(): number;
  readonly connections: Pick<Connections, 'get' | 'made'>;
  readonly atWork: AtWork;
  /** The whole context of a ticket, past every cache, as an agent would see it. */
  open(ticketId: string, kind: 'follow_up' | 'probe', signal: AbortSignal): Promise<readonly Card[]>;
  ticketUrl(ticketId: string): string | undefined;
  readonly vendorPages: readonly VendorPage[];
  alertOf(incidentId: string): Promise<NonNullable<Incident['alert']>>;
  /** The owner is to be told. */
  tell(what: 'opened' | 'changed' | 'closed', incident: Incident): Promise<void>;
  onNewCode(field: string, code: string): void;
  readonly tasks: readonly PeriodicTask[];
  /** What every process does, leading or not. */
  readonly ownTasks: readonly PeriodicTask[];
  readonly reporters: readonly Reporter[];
  /** Tickets that could not be marked since then. */
  unmarked(since: string): Promise<readonly UnmarkedTicket[]>;
  /** Every view. */
  onShown(shown: Shown): void;
}

export interface Health {
  readonly collector: SignalCollector;
  readonly snapshot: HealthSnapshot;
  readonly presence: Presence;
  readonly incidents: Incidents;
  readonly board: StatusBoard;
  readonly answers: ReturnType<typeof createAnswers>;
  readonly watch: ExposureLog;
  readonly speeds: LatencyRecorder;
  readonly mapUsage: MapUsage;
  readonly observations: ObservationLog;
  readonly shownLog: ShownLog;
  report(reader: Reader, zone?: string): Promise<StatusReport>;
  /** Somebody has a page open, or something is out of order: it goes on being watched. */
  isInUse(): boolean;
  start(): void;
  stop(): Promise<void>;
}

/** Said again at every heartbeat; if those stop, the breaker decides alone once more. */
const STAY_AWAY_MS = 5000;

/** A notification can be lost with its connection; while none would be heard, processes still agree within 5 s. */
const LOOK_EVERY_MS = { listening: 15_000, deaf: 1000 };

/** Everything that watches the systems of one tenant from this process. */
export function createTenantHealth(given: TenantHealthDeps): Health {
  const { tenant, map, db, now, steadyNow, random, atWork } = given;
  const connection = given.connections.get;
  const process = given.runtimeId;
  const trouble = (where: string) => (error: unknown) =>
    given.log.error('health work failed', { tenant, kind: where, ...errorFields(error) });
  const damage = createDamage(
    (table) => given.log.warn('a stored row is damaged and was left out', { tenant, kind: table }),
    steadyNow,
  );
  const log = createSignalLog(db, damage.found);
  const incidentLog = createIncidentLog(db, damage.found);
  const shownLog = createShownLog(db, damage.found);
  const versions = createVersions(db);
  const presenceLog = createPresenceLog(db);
  const collector = createSignalCollector(process, steadyNow);
  const evaluator = createEvaluator(tenant, log);
  const presence = createPresence(tenant, presenceLog, process, steadyNow);
  const speedLog = createSpeedLog(db, damage.found);
  const observations = createObservationLog(db, damage.found);
  const speeds = createLatencyRecorder(tenant, speedLog, process, map.health.promise.withinMs, now);
  const mapUsage = createMapUsage({ tenant, log: observations, now, steadyNow });
  const vendors = createVendorBoard(given.vendorPages, {
    ...{ everyMs: map.health.statusPages.everyMs, now: steadyNow },
    isWanted: () => atWork.isAtWork() || snapshot.known().incidents.length > 0,
  });
  const usage = createCallUsage({
    ...{ tenant, map, log: createUsageLog(db, damage.found), connections: given.connections, now },
  });
  const snapshot: HealthSnapshot = createHealthSnapshot({
    ...{ tenant, log, incidents: incidentLog, versions, presence: presenceLog },
    vendors: vendors.reports,
    alertOf: given.alertOf,
    nowIso: () => new Date(now()).toISOString(),
    onRecovered: (connector) => connection(connector)?.policy.heal(),
    onGone(connector) {
      if (isProbed(connector)) connection(connector)?.policy.stayAway(STAY_AWAY_MS);
    },
  });
  /** Who is never asked by us has to be found again by an agent's own question. */
  const isProbed = (connector: string) => map.health.probes.isOn && connection(connector) !== undefined;
  const board = createStatusBoard({ tenant, map, snapshot, incidents: incidentLog, now });
  const incidents = createIncidents({
    ...{ tenant, incidents: incidentLog, versions, now },
    async onChange(what, id) {
      // Who is touched is only counted while something is open: count now.
      if (what === 'opened') await snapshot.refresh(evaluator.connections());
      const incident = await board.find(id, { role: 'admin', locale: 'en' });
      if (incident) await given.tell(what, incident);
    },
  });
  const answers = createAnswers({
    ...{ tenant, incidents: incidentLog, shown: shownLog, risks: createRiskLog(db, damage.found), versions, now },
    open: (ticketId, signal) => given.open(ticketId, 'follow_up', signal),
    ticketUrl: given.ticketUrl,
  });
  const canary = createCanary({
    ...{ rules: map.health, collector, atWork, now: steadyNow },
    open: (ticketId, signal) => given.open(ticketId, 'probe', signal),
    sourceOf: (field) => sourceOf(given.blueprint, field),
    connections: () => evaluator.connections().map((stored) => stored.history.now),
  });
  const vendorNotes = noteVendors(snapshot, async (id, report) => {
    await incidentLog.append(tenant, id, { kind: 'vendor', at: new Date(now()).toISOString(), report });
    await versions.bump(tenant);
  });
  const healthLoop = createHealthLoop({
    ...{ tenant, collector, log, evaluator, incidents, snapshot, versions, now: steadyNow },
    tell: () => given.notifications.tell('health', tenant),
    leadership: (onHeld) => given.leases.want(tenant, process, onHeld),
    lookEveryMs: () => lookEveryMs(given.notifications, LOOK_EVERY_MS),
    reporters: [presence, speeds, mapUsage, usage, ...given.reporters],
    ownTasks: [vendors, ...given.ownTasks],
    prober: createProber({
      ...{ map, pace: map.health.probes, collector, connection, now: steadyNow, random },
      onBug: (error) => trouble('probe')(error),
    }),
    tasks: [canary, answers, vendorNotes, ...given.tasks],
    systems: () => systemsOf(map, snapshot.known(), 'en'),
    // A probe that is due is not kept waiting by the heartbeat.
    tickMs: Math.min(1000, map.health.probes.suspectMs),
    onTrouble: (error, where) => trouble(where)(error),
  });
  let stopListening = () => {};
  const watch = createExposureLog({
    ...{ tenant, log: shownLog, presence, snapshot, now, onTrouble: trouble('shown') },
    onShown(shown) {
      const { timings, newCodes, fields } = shown;
      given.onShown(shown);
      speeds.reads(timings);
      mapUsage.shown(newCodes, fields);
    },
    onNewCode: given.onNewCode,
  });
  const report = createReport({
    ...{ tenant, map, board, snapshot, speeds: speedLog, presence: presenceLog, now },
    async damaged() {
      // Only the leading process reads these by itself.
      await log.connections(tenant);
      return damage.count();
    },
    unmarked: given.unmarked,
    budgets: usage.budgets,
  });
  return {
    collector,
    snapshot,
    presence,
    incidents,
    board,
    answers,
    watch,
    speeds,
    shownLog,
    report,
    ...{ mapUsage, observations },
    isInUse: () => presence.hasPages() || snapshot.known().incidents.length > 0,
    start() {
      stopListening = given.notifications.listen(
        'health',
        (told) => told === tenant && healthLoop.told(),
        healthLoop.told,
      );
      healthLoop.start();
    },
    async stop() {
      stopListening();
      await healthLoop.stop();
    },
  };
}

function sourceOf(blueprint: Blueprint, field: string) {
  const plan = blueprint.cards.flatMap((card) => card.fields).find(({ id }) => id === field);
  return plan && blueprint.reads.get(plan.read);
}
