import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { SystemSpec } from '@sidelight/shared/map/system.ts';

/**
 * The demo's map, with nothing remembered but links and, for five minutes, whose ticket it is. So each
 * opening asks every system, and a healthy one and a broken one differ in the broken system alone.
 */
export const forgetful = (map: IntegrationMap): IntegrationMap => ({
  ...map,
  systems: Object.fromEntries(
    Object.entries(map.systems).map(([name, spec]) => [name, name === 'helpdesk' ? askedAgain(spec) : forgotten(spec)]),
  ),
});

const askedAgain = (spec: SystemSpec): SystemSpec => ({ ...spec, budget: { ...spec.budget, freshMs: 0 } });

function forgotten(spec: SystemSpec): SystemSpec {
  const reads = Object.entries(spec.reads).map(([id, read]) => [
    id,
    { ...read, budget: { ...read.budget, freshMs: 0 } },
  ]);
  return {
    ...spec,
    // Not 0 to the end: a cache takes "keep for no time" for "keep for ever".
    budget: { ...spec.budget, freshMs: 0, staleWhileRevalidateMs: 0, staleIfErrorMs: 1, nobodyMs: 1 },
    reads: Object.fromEntries(reads),
  };
}
