import type { SystemHealth } from '@sidelight/shared/health/health.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Chore } from './chore.ts';
import type { Collector } from './collect.ts';
import type { Incidents } from './incidents.ts';
import type { Judge } from './judge.ts';
import type { Overview } from './overview.ts';
import type { Leases, SignalLog, Versions } from './ports.ts';
import type { Prober } from './prober.ts';
import type { Signal } from './signal.ts';

export interface Reporter {
  flush(): Promise<void>;
  close(): Promise<void>;
}

export interface KeeperDeps {
  readonly tenant: TenantId;
  readonly process: string;
  readonly collector: Collector;
  readonly log: SignalLog;
  readonly leases: Leases;
  readonly judge: Judge;
  readonly incidents: Incidents;
  readonly prober: Prober;
  readonly overview: Overview;
  /** What else this process has to say at each tick, and before it stops. */
  readonly reporters: readonly Reporter[];
  readonly chores: readonly Chore[];
  /** What every process does, leading or not. */
  readonly ownChores: readonly Chore[];
  systems(): readonly SystemHealth[];
  readonly versions: Versions;
  readonly tickMs: number;
  now(): number;
  onTrouble(error: unknown, where: string): void;
}

export interface Keeper {
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
export function createKeeper(deps: KeeperDeps): Keeper {
  const { tenant, process, collector, log, leases, judge, incidents, prober, overview, reporters, chores } = deps;
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
    if (!isLeading) await judge.load();
    isLeading = true;
    const edges = await judge.learnNew();
    // Incidents first: a process that dies in between leaves signals that are judged again, to the same end.
    for (const edge of edges) await incidents.react(edge);
    if (edges.length > 0 || deps.now() - savedMs > SAVE_EVERY_MS) {
      await judge.save();
      savedMs = deps.now();
    }
    if (edges.length > 0) await deps.versions.bump(tenant);
    if (overview.known().incidents.length > 0) await incidents.expire(deps.systems());
    prober.run(judge.connections(), ending.signal);
    for (const chore of chores) begin(chore);
  }

  function begin({ name, run }: Chore): void {
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
      for (const chore of deps.ownChores) begin(chore);
      if (await leases.take(tenant, LEASE, process, LEASE_MS)) await lead();
      else isLeading = false;
      await overview.refresh(isLeading ? judge.connections() : undefined);
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
        if (isLeading) await judge.save();
        for (const reporter of reporters) await reporter.close();
        await leases.release(tenant, LEASE, process);
      } catch (error) {
        deps.onTrouble(error, 'stop');
      }
    },
  };
}
