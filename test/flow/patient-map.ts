import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';

/** The most that a map may give a read. */
const TIMEOUT_MS = 4000;
const DEADLINE_MS = 12_000;

/** The same map with more time for every read: on a busy machine a vendor that answers is not taken for one that hangs. */
export function patient(map: IntegrationMap): IntegrationMap {
  const systems = Object.entries(map.systems).map(([id, spec]) => {
    const reads = Object.entries(spec.reads).map(([name, read]) => {
      const { timeoutMs: _, ...own } = read.budget;
      return [name, { ...read, budget: own }];
    });
    return [id, { ...spec, budget: { ...spec.budget, timeoutMs: TIMEOUT_MS }, reads: Object.fromEntries(reads) }];
  });
  return { ...map, deadlineMs: DEADLINE_MS, systems: Object.fromEntries(systems) };
}
