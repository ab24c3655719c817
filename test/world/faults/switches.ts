import type { System } from '../systems.ts';
import { Fault, type FaultInput } from './fault.ts';

/** The fault switches: at most one fault a system at a time. */
export interface FaultSwitches {
  /** Throws when it is not a fault. */
  set(system: System, fault: FaultInput): void;
  /** Without a system: all of them. */
  clear(system?: System): void;
  /** What the next request meets. Counts requests, so call it once for each. */
  meet(system: System): Fault | undefined;
  current(system: System): Fault | undefined;
  all(): Partial<Record<System, Fault>>;
}

export function createFaultSwitches(): FaultSwitches {
  const set = new Map<System, { fault: Fault; requests: number }>();
  return {
    set: (system, fault) => void set.set(system, { fault: Fault.parse(fault), requests: 0 }),
    clear: (system) => (system ? void set.delete(system) : set.clear()),
    current: (system) => set.get(system)?.fault,
    all: () => Object.fromEntries([...set].map(([system, { fault }]) => [system, fault])),
    meet: (system) => {
      const entry = set.get(system);
      if (!entry) return undefined;
      const { fault } = entry;
      const nth = entry.requests++;
      if (fault.kind !== 'flapping') return fault;
      return nth % fault.period < fault.period / 2 ? { kind: '5xx', status: 503 } : undefined;
    },
  };
}
