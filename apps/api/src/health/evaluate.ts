import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { BadState } from './health-state-machine.ts';
import { emptyHistory, type History, learn } from './history.ts';
import type { ReplayStart, SignalLog, StoredConnection } from './ports.ts';
import type { Signal } from './signal.ts';
import { byHarm, isWrong } from './worst.ts';

/** A system has gone from one state to another, or its values have become wrong or right. */
export interface Transition {
  readonly system: string;
  readonly state: 'ok' | BadState;
  readonly reason: Reason | undefined;
  readonly sinceMs: number;
  readonly atMs: number;
  readonly replay: ReplayStart;
}

export interface Evaluator {
  /** Goes on from what was last saved, by whichever process. */
  load(): Promise<void>;
  /** Counts what has arrived. Answers what changed by it, in order. */
  learnNew(): Promise<readonly Transition[]>;
  /** Writes what has been counted, so that another process can go on from it. */
  save(): Promise<void>;
  connections(): readonly StoredConnection[];
}

const BATCH = 1000;
/** Rows of other processes can become visible after a later one: looked at again, and counted once. */
const OVERLAP = 50;
const REMEMBER_MS = 60_000;

/** The leading process's view of every connection, from everybody's signals. */
export function createEvaluator(tenant: TenantId, log: SignalLog): Evaluator {
  let connections = new Map<string, StoredConnection>();
  let arrivals: { id: number; atMs: number }[] = [];
  let last = 0;
  let saved = -1;

  function count(id: number, signal: Signal): Transition | undefined {
    const { system, connector, atMs } = signal;
    const before = worst(connections, system);
    const known = connections.get(connector)?.history ?? emptyHistory(atMs);
    const history = learn(known, signal);
    connections.set(connector, { connector, system, history, lastSignal: id });
    const after = worst(connections, system);
    if (before.state === after.state && isWrong(before) === isWrong(after)) return undefined;
    return {
      system,
      state: after.state,
      reason: after.reason,
      sinceMs: after.sinceMs,
      atMs,
      replay: replayStart(system),
    };
  }

  function replayStart(system: string): ReplayStart {
    const own = [...connections.values()].filter((c) => c.system === system);
    const oldestMs = Math.min(...own.flatMap((c) => c.history.recent.map((signal) => signal.atMs)));
    const firstSignal = arrivals.find((arrival) => arrival.atMs >= oldestMs)?.id ?? last;
    return { firstSignal, histories: own.map(({ connector, history }) => ({ connector, history: atBase(history) })) };
  }

  return {
    async load() {
      connections = new Map((await log.connections(tenant)).map((stored) => [stored.connector, stored]));
      last = Math.max(0, ...[...connections.values()].map((stored) => stored.lastSignal));
      saved = last;
      arrivals = [];
    },
    async learnNew() {
      const edges: Transition[] = [];
      const rows = await log.after(tenant, Math.max(0, last - OVERLAP), BATCH);
      for (const { id, signal } of rows) {
        if (id > last) arrivals.push({ id, atMs: signal.atMs });
        const edge = count(Math.max(id, last), signal);
        if (edge) edges.push(edge);
        last = Math.max(last, id);
      }
      arrivals = arrivals.filter((arrival) => arrival.atMs > (arrivals.at(-1)?.atMs ?? 0) - REMEMBER_MS);
      return edges;
    },
    async save() {
      if (saved === last) return;
      await log.saveConnections(tenant, [...connections.values()]);
      saved = last;
    },
    connections: () => [...connections.values()],
  };
}

/** As bad as its worst connection. */
function worst(connections: ReadonlyMap<string, StoredConnection>, system: string) {
  const own = [...connections.values()].filter((c) => c.system === system).map((c) => c.history.now);
  const [first] = own.sort(byHarm);
  return first ?? { state: 'ok' as const, reason: undefined, sinceMs: 0 };
}

const atBase = ({ base, basePlace }: History): History => ({ base, basePlace, recent: [], now: base });
