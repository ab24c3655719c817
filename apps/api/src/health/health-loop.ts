import type { SystemHealth } from '@sidelight/shared/health/health.ts';
import type { Lease } from '../jobs/lease-renewer.ts';
import type { PeriodicTask } from '../jobs/periodic-task.ts';
import { createTurns } from '../jobs/turns.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Evaluator } from './evaluate.ts';
import type { Incidents } from './incidents.ts';
import type { SignalLog, Versions } from './ports.ts';
import type { Prober } from './prober.ts';
import type { Signal } from './signal.ts';
import type { SignalCollector } from './signal-collector.ts';
import type { HealthSnapshot } from './snapshot.ts';

export interface Reporter {
  flush(): Promise<void>;
  close(): Promise<void>;
}

export interface HealthLoopDeps {
  readonly tenant: TenantId;
  readonly collector: SignalCollector;
  readonly log: SignalLog;
  /** Asks to lead this tenant from now on; `onHeld` is told when it does. */
  leadership(onHeld: () => void): Lease;
  readonly evaluator: Evaluator;
  readonly incidents: Incidents;
  readonly prober: Prober;
  readonly snapshot: HealthSnapshot;
  /** What else this process has to say at each tick, and before it stops. */
  readonly reporters: readonly Reporter[];
  readonly tasks: readonly PeriodicTask[];
  /** What every process does, leading or not. */
  readonly ownTasks: readonly PeriodicTask[];
  systems(): readonly SystemHealth[];
  readonly versions: Versions;
  /** Tells the other processes of this tenant that there is something to look at. */
  tell(): Promise<void>;
  readonly tickMs: number;
  /** How long what other processes have said may go unnoticed when no notification tells of it. */
  lookEveryMs(): number;
  now(): number;
  onTrouble(error: unknown, where: string): void;
}

export interface HealthLoop {
  start(): void;
  /** Another process has said something of this tenant. */
  told(): void;
  isLeading(): boolean;
  /** Finishes the tick that runs, says what it still knows, and lets another process lead. */
  stop(): Promise<void>;
}

/** While all is well: that calls are answered, and what has been counted of it. */
const CALM_EVERY_MS = 5000;
/** A timer may end a moment before its time. */
const AFTER_MS = 5;
/** What is told together is looked at together. */
const GATHER_MS = 25;
/** While the store does not answer, the newest signals are worth more than the oldest. */
const MAX_WAITING = 2000;

/**
 * The heartbeat of a tenant that is awake: every process says what it saw and learns what all agree on; one of them
 * evaluates, opens and closes incidents, asks quiet systems, and sees to the rest. Where nothing was said and nothing
 * told, a tick asks the store nothing.
 */
export function createHealthLoop(deps: HealthLoopDeps): HealthLoop {
  const { tenant, collector, log, evaluator, incidents, prober, snapshot, reporters, tasks } = deps;
  const ending = new AbortController();
  const busy = new Map<string, Promise<void>>();
  const lease = deps.leadership(() => told());
  let waiting: Signal[] = [];
  let isLeading = false;
  let isTold = true;
  let lookedMs = Number.NEGATIVE_INFINITY;
  const isTurn = createTurns(CALM_EVERY_MS, deps.now);
  let timer: NodeJS.Timeout | undefined;
  let ticking: Promise<void> | undefined;

  /** True when there was something to say. */
  async function say(isDue: boolean): Promise<boolean> {
    if (!isDue && waiting.length === 0 && !collector.isUrgent()) return false;
    waiting = [...waiting, ...collector.take()].slice(-MAX_WAITING);
    const saying = waiting;
    if (saying.length === 0) return false;
    await log.append(tenant, saying);
    waiting = waiting.slice(saying.length);
    return true;
  }

  /** True when health has changed by it. */
  async function lead(isNews: boolean, isTurnNow: boolean): Promise<boolean> {
    if (!isLeading) await evaluator.load();
    const edges = isNews || !isLeading ? await evaluator.learnNew() : [];
    // Incidents first: a process that dies in between leaves signals that are evaluated again, to the same end.
    for (const edge of edges) await incidents.react(edge);
    if (edges.length > 0 || isTurnNow) await evaluator.save();
    if (edges.length > 0) await deps.versions.bump(tenant);
    if (snapshot.known().incidents.length > 0) await incidents.expire(deps.systems());
    prober.run(evaluator.connections(), ending.signal);
    for (const task of tasks) begin(task);
    return edges.length > 0;
  }

  /** Nobody is kept waiting for a good word. */
  const isAllWell = () => {
    const { connections, incidents: open } = snapshot.known();
    return open.length === 0 && connections.every(({ history }) => history.now.state === 'ok');
  };

  /** All at once; each has ended, and then the first trouble counts. */
  async function flushAll(): Promise<void> {
    const flushes = await Promise.allSettled(reporters.map((reporter) => reporter.flush()));
    for (const flush of flushes) if (flush.status === 'rejected') throw flush.reason;
  }

  function begin({ name, run }: PeriodicTask): void {
    if (busy.has(name)) return;
    const running = run(ending.signal)
      .catch((error: unknown) => deps.onTrouble(error, name))
      .finally(() => busy.delete(name));
    busy.set(name, running);
  }

  async function tick(): Promise<void> {
    try {
      const isDue = isTold || deps.now() - lookedMs >= deps.lookEveryMs();
      isTold = false;
      const isTurnNow = isTurn();
      const hasSaid = await say(isTurnNow || !isAllWell());
      await flushAll();
      for (const task of deps.ownTasks) begin(task);
      const canLead = lease.isHeld();
      const hasChanged = canLead && (await lead(isDue || hasSaid, isTurnNow));
      isLeading = canLead;
      if (hasSaid && !canLead) await deps.tell();
      await snapshot.refresh(canLead ? evaluator.connections() : undefined, isDue || isTold || hasChanged);
      if (isDue) lookedMs = deps.now();
    } catch (error) {
      isLeading = false;
      isTold = true;
      if (!ending.signal.aborted) deps.onTrouble(error, 'tick');
    }
  }

  function run(): void {
    ticking = tick().finally(() => {
      ticking = undefined;
      // At the same moments for all tenants of a process: what they say then is said at once.
      schedule(isTold ? GATHER_MS : deps.tickMs - (deps.now() % deps.tickMs) + AFTER_MS);
    });
  }
  function schedule(afterMs: number): void {
    if (ending.signal.aborted) return;
    clearTimeout(timer);
    timer = setTimeout(run, afterMs);
    timer.unref();
  }
  function told(): void {
    isTold = true;
    // What is told while a tick runs may be about something it has read already: one more follows it.
    if (!ticking) schedule(GATHER_MS);
  }

  return {
    start: run,
    told,
    isLeading: () => isLeading,
    async stop() {
      ending.abort();
      clearTimeout(timer);
      await ticking;
      await Promise.all([prober.idle(), ...busy.values()]);
      try {
        await say(true);
        if (isLeading) await evaluator.save();
        for (const reporter of reporters) await reporter.close();
        await lease.giveBack();
      } catch (error) {
        deps.onTrouble(error, 'stop');
      }
    },
  };
}
