import type { Card } from '@sidelight/shared/context/card.ts';
import type { Incident } from '@sidelight/shared/health/incident.ts';
import type { UnmarkedTicket } from '@sidelight/shared/health/unmarked-ticket.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { Connections } from '../connectors/registry.ts';
import type { Blueprint } from '../context/blueprint.ts';
import type { AtWork } from '../health/at-work.ts';
import { createCallUsage } from '../health/call-usage.ts';
import { createCanary } from '../health/canary.ts';
import { createEvaluator } from '../health/evaluate.ts';
import { createHealthLoop, type Reporter } from '../health/health-loop.ts';
import { createIncidents } from '../health/incidents.ts';
import { createPlans } from '../health/plans.ts';
import { createProber } from '../health/prober.ts';
import { createReport } from '../health/report.ts';
import { systemsOf } from '../health/status-view.ts';
import { noteVendors } from '../health/vendor-board.ts';
import type { LeaseRenewer } from '../jobs/lease-renewer.ts';
import type { PeriodicTask } from '../jobs/periodic-task.ts';
import { errorFields, type Log } from '../log.ts';
import { isStoreAway } from '../store/away-fault.ts';
import { lookEveryMs, type Notifications } from '../store/notifications.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { HealthLogs } from './health-logs.ts';
import type { HealthSignals } from './health-signals.ts';
import type { HealthView } from './health-view.ts';
import { createTenantAnswers, type TenantAnswersDeps } from './tenant-answers.ts';

export interface TenantHealthDeps
  extends Pick<TenantAnswersDeps, 'ticketUrl' | 'nameOf' | 'noteOutcome' | 'languageOf'> {
  readonly tenant: TenantId;
  readonly runtimeId: string;
  readonly leases: LeaseRenewer;
  readonly notifications: Notifications;
  readonly map: IntegrationMap;
  readonly blueprint: Blueprint;
  readonly logs: HealthLogs;
  readonly signals: HealthSignals;
  readonly view: HealthView;
  readonly log: Log;
  now(): number;
  steadyNow(): number;
  random(): number;
  readonly connections: Pick<Connections, 'get' | 'made' | 'ofSystem'>;
  readonly atWork: AtWork;
  /** The whole context of a ticket, past every cache, as an agent would see it. */
  open(ticketId: string, kind: 'follow_up' | 'probe', signal: AbortSignal): Promise<readonly Card[]>;
  /** The owner is to be told. */
  tell(what: 'opened' | 'changed' | 'closed', incident: Incident): Promise<void>;
  readonly tasks: readonly PeriodicTask[];
  /** What every process does, leading or not. */
  readonly ownTasks: readonly PeriodicTask[];
  readonly reporters: readonly Reporter[];
  /** Tickets that could not be marked since then. */
  unmarked(since: string): Promise<readonly UnmarkedTicket[]>;
}

/** A notification can be lost with its connection; while none would be heard, processes still agree within 5 s. */
const LOOK_EVERY_MS = { listening: 15_000, deaf: 1000 };

/** Everything that watches the systems of one tenant from this process, and asks of itself. */
export function createTenantHealth(given: TenantHealthDeps) {
  const { tenant, runtimeId, map, logs, signals, view, now, steadyNow, random, atWork } = given;
  const { snapshot, board, presence, vendors } = view;
  const connection = given.connections.get;
  const trouble = (where: string) => (error: unknown) => {
    if (isStoreAway(error)) snapshot.setStoreAway();
    given.log.error('health work failed', { tenant, kind: where, ...errorFields(error) });
  };
  const systems = () => systemsOf(map, snapshot.known(), 'en');
  const evaluator = createEvaluator(tenant, logs.signals);
  const usage = createCallUsage({ tenant, map, log: logs.usage, connections: given.connections, now });
  const incidents = createIncidents({
    ...{ tenant, incidents: logs.incidents, versions: logs.versions, now },
    async onChange(what, id) {
      // Who is touched is only counted while something is open: count now.
      if (what === 'opened') await snapshot.refresh(evaluator.connections());
      const incident = await board.find(id, { role: 'admin', locale: 'en' });
      if (incident) await given.tell(what, incident);
    },
  });
  const { answers, corrections } = createTenantAnswers({
    ...{ tenant, map, logs, now, steadyNow, version: snapshot.version, nameOf: given.nameOf },
    ...{ ticketUrl: given.ticketUrl, noteOutcome: given.noteOutcome, languageOf: given.languageOf },
    open: (ticketId, signal) => given.open(ticketId, 'follow_up', signal),
  });
  const plans = createPlans({
    ...{ tenant, log: logs.plans, incidents, versions: logs.versions, version: snapshot.version, systems, now },
  });
  const canary = createCanary({
    ...{ rules: map.health, collector: signals.collector, atWork, now: steadyNow },
    open: (ticketId, signal) => given.open(ticketId, 'probe', signal),
    sourceOf: (field) => sourceOf(given.blueprint, field),
    connections: () => evaluator.connections().map((stored) => stored.history.now),
  });
  const vendorNotes = noteVendors(snapshot, async (id, report) => {
    await logs.incidents.append(tenant, id, { kind: 'vendor', at: new Date(now()).toISOString(), report });
    await logs.versions.bump(tenant);
  });
  const vendorPages = vendors.task(() => atWork.isAtWork() || snapshot.known().incidents.length > 0);
  const loop = createHealthLoop({
    ...{ tenant, collector: signals.collector, log: logs.signals, versions: logs.versions },
    ...{ evaluator, incidents, snapshot, now: steadyNow },
    tell: () => given.notifications.tell('health', tenant),
    leadership: (onHeld) => given.leases.want(tenant, runtimeId, onHeld),
    lookEveryMs: () => lookEveryMs(given.notifications, LOOK_EVERY_MS),
    reporters: [presence, signals.speeds, signals.mapUsage, usage, ...given.reporters],
    ownTasks: [vendorPages, ...given.ownTasks],
    prober: createProber({
      ...{ map, pace: map.health.probes, collector: signals.collector, connection, now: steadyNow, random },
      isAtWork: atWork.isAtWork,
      onBug: (error) => trouble('probe')(error),
    }),
    tasks: [plans.task, canary, answers, vendorNotes, ...given.tasks],
    systems,
    // A probe that is due is not kept waiting by the heartbeat.
    tickMs: Math.min(1000, map.health.probes.suspectMs),
    onTrouble: (error, where) => trouble(where)(error),
  });
  let stopListening = () => {};
  return {
    ...{ incidents, plans, answers, corrections },
    report: createReport({
      ...{ tenant, map, board, snapshot, speeds: logs.speeds, presence: logs.presence, now },
      isConnected: (system) => given.connections.ofSystem(system) !== undefined,
      async damaged() {
        // Only the leading process reads these by itself.
        await logs.signals.connections(tenant);
        return logs.damage.count();
      },
      unmarked: given.unmarked,
      ...{ planned: plans.list, answers: answers.report, budgets: usage.budgets },
    }),
    start() {
      stopListening = given.notifications.listen('health', (told) => told === tenant && loop.told(), loop.told);
      loop.start();
    },
    async stop() {
      stopListening();
      await loop.stop();
    },
  };
}

export type TenantHealth = ReturnType<typeof createTenantHealth>;

function sourceOf(blueprint: Blueprint, field: string) {
  const plan = blueprint.cards.flatMap((card) => card.fields).find(({ id }) => id === field);
  return plan && blueprint.reads.get(plan.read);
}
