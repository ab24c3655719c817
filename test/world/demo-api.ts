import { serve } from '@sidelight/api/serve.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';

/** Sooner than the quarter of an hour that real vendors are owed: somebody who tries the demo waits for it. */
const CANARY_MS = 15_000;

function impatient(map: IntegrationMap): IntegrationMap {
  const { canary } = map.health;
  return canary ? { ...map, health: { ...map.health, canary: { ...canary, everyMs: CANARY_MS } } } : map;
}

/** The API as anybody would run it, told everything by its environment, but for how often the canary is read. */
serve(process.env, { changeMap: impatient });
