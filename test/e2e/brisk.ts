import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';

/** Health is looked after at a pace that a test can wait for; with `canaryEveryMs`, so is the canary. */
export function brisk(map: IntegrationMap, canaryEveryMs?: number): IntegrationMap {
  const probes = { isOn: true, quietMs: 1500, suspectMs: 400, downMs: 800, lockedMs: 2000 };
  const { canary } = map.health;
  if (canaryEveryMs === undefined) return { ...map, health: { ...map.health, probes } };
  if (!canary) throw new Error('the demo map has no canary');
  return { ...map, health: { ...map.health, probes, canary: { ...canary, everyMs: canaryEveryMs } } };
}
