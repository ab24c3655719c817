import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';

/** Nobody is asked but by agents: for tests that count questions. */
export const unwatched = (map: IntegrationMap): IntegrationMap => ({
  ...map,
  health: { ...map.health, probes: { ...map.health.probes, isOn: false } },
});
