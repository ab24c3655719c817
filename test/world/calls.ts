import type { System, Vendor } from './systems.ts';

interface Call {
  readonly at: string;
  readonly system: System;
  readonly vendor: Vendor;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: string;
}

interface CallCounts {
  readonly total: number;
  readonly systems: Partial<Record<System, { readonly total: number; readonly paths: Record<string, number> }>>;
  /** The latest ones, newest last. */
  readonly recent: readonly Call[];
}

/** Every request the vendors received, faulty ones included. Counts are exact; `recent` is bounded. */
export interface CallLog {
  record(call: Call): void;
  list(): readonly Call[];
  counts(): CallCounts;
  /** Answered with 429. */
  tooMany(vendor: Vendor): void;
  tooManyOf(vendor: Vendor): number;
  clear(): void;
}

const KEPT = 5000;
const RECENT = 100;

export function createCallLog(): CallLog {
  let calls: Call[] = [];
  let total = 0;
  let refused = new Map<Vendor, number>();
  let systems = new Map<System, { total: number; paths: Map<string, number> }>();
  return {
    record(call) {
      if (calls.length >= KEPT * 2) calls = calls.slice(-KEPT);
      calls.push(call);
      total++;
      const system = systems.get(call.system) ?? { total: 0, paths: new Map<string, number>() };
      systems.set(call.system, system);
      system.total++;
      system.paths.set(call.path, (system.paths.get(call.path) ?? 0) + 1);
    },
    list: () => calls,
    tooMany: (vendor) => void refused.set(vendor, (refused.get(vendor) ?? 0) + 1),
    tooManyOf: (vendor) => refused.get(vendor) ?? 0,
    counts: () => ({
      total,
      systems: Object.fromEntries(
        [...systems].map(([name, s]) => [name, { total: s.total, paths: Object.fromEntries(s.paths) }]),
      ),
      recent: calls.slice(-RECENT),
    }),
    clear() {
      refused = new Map();
      calls = [];
      total = 0;
      systems = new Map();
    },
  };
}
