import type { SystemHealth } from '@sidelight/shared/health/health.ts';
import type { PeriodicTask } from '../jobs/periodic-task.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Evaluator } from './evaluate.ts';
import type { Incidents } from './incidents.ts';
import type { Leases, SignalLog, Versions } from './ports.ts';
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
  readonly process: string;
  readonly collector: SignalCollector;
  readonly log: SignalLog;
  readonly leases: Leases;
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
  readonly tickMs: number;
  now(): number;
  onTrouble(error: unknown, where: string): void;
}

export interface HealthLoop {
  start(): void;
  /** Finishes the tick that runs, says what it still knows, and lets another process lead. */
  stop(): Promise<void>;
}

const LEASE = 'health';
const LEASE_MS = 4000;
const SAVE_EVERY_MS = 5000;
/** While the store does not answer, the newest signals are worth more than the oldest. */
const MOST_WAITING = 2000;

/**
 * The heartbeat: every process says what it saw and learns what all agree on; one of them judges,
 * opens and closes incidents, asks quiet systems, and sees to the rest.
 */
export function createHealthLoop(deps: HealthLoopDeps): HealthLoop {
  const { tenant, process, collector, log, leases, evaluator, incidents, prober, snapshot, reporters, tasks } = deps;
  const ending = new AbortController();
  const busy = new Map<string, Promise<void>>();
  let waiting: Signal[] = [];
  let isLeading = false;
  let savedMs = 0;
  let timer: NodeJS.Timeout | undefined;
  let ticking: Promise<void> = Promise.resolve();

  async function say(): Promise<void> {
    waiting = [...waiting, ...collector.take()].slice(-MOST_WAITING);
    const saying = waiting;
    await log.append(tenant, saying);
    waiting = waiting.slice(saying.length);
  }

  async function lead(): Promise<void> {
    if (!isLeading) await evaluator.load();
    isLeading = true;
    const edges = await evaluator.learnNew();
    // Incidents first: a process that dies in between leaves signals that are judged again, to the same end.
    for (const edge of edges) await incidents.react(edge);
    if (edges.length > 0 || deps.now() - savedMs > SAVE_EVERY_MS) {
      await evaluator.save();
      savedMs = deps.now();
    }
    if (edges.length > 0) await deps.versions.bump(tenant);
    if (snapshot.known().incidents.length > 0) await incidents.expire(deps.systems());
    prober.run(evaluator.connections(), ending.signal);
    for (const task of tasks) begin(task);
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
      await say();
      for (const reporter of reporters) await reporter.flush();
      for (const task of deps.ownTasks) begin(task);
      if (await leases.take(tenant, LEASE, process, LEASE_MS)) await lead();
      else isLeading = false;
      await snapshot.refresh(isLeading ? evaluator.connections() : undefined);
    } catch (error) {
      isLeading = false;
      if (!ending.signal.aborted) deps.onTrouble(error, 'tick');
    }
  }

  function schedule(): void {
    if (ending.signal.aborted) return;
    timer = setTimeout(() => {
      ticking = tick().finally(schedule);
    }, deps.tickMs);
    timer.unref();
  }

  return {
    start() {
      ticking = tick().finally(schedule);
    },
    async stop() {
      ending.abort();
      clearTimeout(timer);
      await ticking;
      await Promise.all([prober.idle(), ...busy.values()]);
      try {
        await say();
        if (isLeading) await evaluator.save();
        for (const reporter of reporters) await reporter.close();
        await leases.release(tenant, LEASE, process);
      } catch (error) {
        deps.onTrouble(error, 'stop');
      }
    },
  };
}
