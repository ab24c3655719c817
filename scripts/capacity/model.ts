import type { Measured } from './measured.ts';

/** What one helpdesk is and does. */
export interface Helpdesks {
  readonly count: number;
  readonly agentsEach: number;
  /** Tickets one agent opens in an hour at work. */
  readonly opensAnHour: number;
  /** Of these, opened again or prefetched while everything is still remembered. */
  readonly cachedShare: number;
  /** Of all helpdesks, awake in the busiest hour. */
  readonly awakeShare: number;
  readonly opensADay: number;
}

/** What a deployment is made of. */
export interface Machine {
  /** Of a core that a process may take in the busiest hour, so that one may fail and peaks have room. */
  readonly busyShare: number;
  /** Of a process: the bound that we ship. */
  readonly maxMb: number;
  readonly connectionsEach: number;
  /** What one PostgreSQL carries. */
  readonly maxConnections: number;
  readonly maxTransactions: number;
  readonly maxAuditGb: number;
  readonly auditYears: number;
}

export interface Load {
  readonly awake: number;
  readonly contextsASecond: number;
  readonly cores: number;
  readonly processes: number;
  /** Of one process, which meets every helpdesk that is awake: a balancer sends agents anywhere. */
  readonly residentMb: number;
  readonly connections: number;
  readonly transactions: number;
  readonly auditGb: number;
}

export type Bound = 'memory' | 'connections' | 'transactions' | 'audit';

const SECONDS_AN_HOUR = 3600;

/** What one process takes in which so many are awake, and asked so much of. The CPU in ms a second. Pure. */
export function processLoad(
  measured: Omit<Measured, 'on' | 'cachedCpuMs' | 'auditBytes' | 'callsAnOpen'>,
  awake: number,
  coldASecond: number,
) {
  return {
    cpuMs: awake * measured.awakeCpuMs + coldASecond * measured.coldCpuMs,
    residentMb: measured.idleMb + awake * measured.awakeMb,
    transactions: awake * measured.awakeTransactions + coldASecond * measured.contextTransactions,
  };
}

/** What so many helpdesks ask of a deployment. Pure. */
export function loadOf(measured: Measured, helpdesks: Helpdesks, machine: Machine): Load {
  const { count, agentsEach, opensAnHour, cachedShare, awakeShare, opensADay } = helpdesks;
  const awake = Math.ceil(count * awakeShare);
  const contextsASecond = (awake * agentsEach * opensAnHour) / SECONDS_AN_HOUR;
  const cpuMs = cachedShare * measured.cachedCpuMs + (1 - cachedShare) * measured.coldCpuMs;
  const work = (contextsASecond * cpuMs) / 1000;
  // What a helpdesk costs by being awake it costs in each process; and there are as many as carry all of it.
  const each = (awake * measured.awakeCpuMs) / 1000;
  const processes = Math.max(2, Math.ceil(work / Math.max(0.05, machine.busyShare - each)));
  const one = processLoad(measured, awake, 0);
  return {
    awake,
    contextsASecond,
    cores: work + processes * each,
    processes,
    residentMb: one.residentMb,
    connections: processes * machine.connectionsEach,
    transactions: processes * one.transactions + contextsASecond * measured.contextTransactions,
    auditGb: (count * agentsEach * opensADay * 365 * machine.auditYears * measured.auditBytes) / 1e9,
  };
}

/** What is used up most, and by how much of what there is: 1 is all of it. */
export function tightest(load: Load, machine: Machine): { readonly bound: Bound; readonly share: number } {
  const shares: readonly { bound: Bound; share: number }[] = [
    { bound: 'memory', share: load.residentMb / machine.maxMb },
    { bound: 'connections', share: load.connections / machine.maxConnections },
    { bound: 'transactions', share: load.transactions / machine.maxTransactions },
    { bound: 'audit', share: load.auditGb / machine.maxAuditGb },
  ];
  return shares.toSorted((a, b) => b.share - a.share)[0]!;
}

/** How many shards of tenants it takes for nothing to be used beyond `most` of what there is. */
export function shardsFor(measured: Measured, helpdesks: Helpdesks, machine: Machine, most: number): number {
  for (let shards = 1; shards <= 1000; shards++) {
    const load = loadOf(measured, { ...helpdesks, count: Math.ceil(helpdesks.count / shards) }, machine);
    if (tightest({ ...load, auditGb: 0 }, machine).share <= most) return shards;
  }
  return Number.POSITIVE_INFINITY;
}
