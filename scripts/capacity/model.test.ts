import { describe, expect, it } from 'vitest';
import type { Measured } from './measured.ts';
import { type Helpdesks, loadOf, type Machine, processLoad, shardsFor, tightest } from './model.ts';

const measured: Measured = {
  ...{ on: 'a machine', idleMb: 100, awakeMb: 1, coldCpuMs: 10, cachedCpuMs: 1, awakeCpuMs: 1 },
  ...{ awakeTransactions: 2, contextTransactions: 1, auditBytes: 500, callsAnOpen: {} },
};
const helpdesks: Helpdesks = {
  ...{ count: 100, agentsEach: 20, opensAnHour: 18, cachedShare: 0.5, awakeShare: 0.5, opensADay: 100 },
};
const machine: Machine = {
  ...{ busyShare: 0.5, maxMb: 500, connectionsEach: 10, maxConnections: 100 },
  ...{ maxTransactions: 1000, maxAuditGb: 1000, auditYears: 1 },
};

describe('loadOf', () => {
  it('adds up what contexts take and what being awake takes in each process', () => {
    const load = loadOf(measured, helpdesks, machine);
    // 50 awake, 20 agents, 18 an hour; 5 ms and a half each; 50 ms a second for being awake.
    expect(load).toMatchObject({ awake: 50, contextsASecond: 5, processes: 2, residentMb: 150, connections: 20 });
    expect(load.cores).toBeCloseTo(5 * 0.0055 + 2 * 0.05);
    expect(load.transactions).toBe(2 * 50 * 2 + 5);
    expect(load.auditGb).toBeCloseTo((100 * 20 * 100 * 365 * 500) / 1e9);
  });

  it('has two processes at least, and more where one half of a core is not enough', () => {
    expect(loadOf(measured, { ...helpdesks, count: 1 }, machine).processes).toBe(2);
    expect(loadOf({ ...measured, awakeCpuMs: 0 }, { ...helpdesks, count: 10_000 }, machine).processes).toBe(6);
  });
});

it('names what is used up most', () => {
  const load = loadOf(measured, helpdesks, machine);
  expect(tightest(load, machine)).toEqual({ bound: 'memory', share: 0.3 });
  expect(tightest({ ...load, connections: 120 }, machine)).toEqual({ bound: 'connections', share: 1.2 });
});

it('shards until nothing is used beyond what is allowed', () => {
  const many = { ...helpdesks, count: 1000 };
  const shards = shardsFor(measured, many, machine, 0.7);
  const shareOf = (n: number) =>
    tightest({ ...loadOf(measured, { ...many, count: Math.ceil(1000 / n) }, machine), auditGb: 0 }, machine).share;
  expect(shareOf(shards)).toBeLessThanOrEqual(0.7);
  expect(shareOf(shards - 1)).toBeGreaterThan(0.7);
});

it('foretells one process by what is awake and what is asked', () => {
  expect(processLoad(measured, 10, 3)).toEqual({ cpuMs: 40, residentMb: 110, transactions: 23 });
});
