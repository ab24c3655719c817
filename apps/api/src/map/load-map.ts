import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { checkMap } from './check-map.ts';
import type { KnownConnectors } from './known-connectors.ts';
import { MapError, type MapFault } from './map-error.ts';
import { type MapFiles, type MapTexts, ownFaults, parseMapTexts, readMapTexts } from './map-files.ts';

/** A map that can be used, with what its people should look at some day. */
export interface CheckedMap {
  readonly map: IntegrationMap;
  readonly warnings: readonly MapFault[];
}

/**
 * Reads and checks the whole map. Rejects with MapError naming every fault, file and line. Where
 * `connectors` are given, the map names no other ones, and gives each the options it takes.
 */
export async function loadMap(
  folder: string,
  signal: AbortSignal,
  connectors?: KnownConnectors,
): Promise<IntegrationMap> {
  return checkTexts(await readMapTexts(folder, signal), Date.now(), connectors).map;
}

/** The same from texts. Throws MapError. */
export const checkTexts = (texts: MapTexts, nowMs: number, connectors?: KnownConnectors): CheckedMap =>
  checkFiles(parseMapTexts(texts), nowMs, connectors);

/** The same from files already parsed. Throws MapError. */
export function checkFiles(files: MapFiles, nowMs: number, connectors?: KnownConnectors): CheckedMap {
  const { systems, ...whole } = files;
  const all = [...Object.values(whole), ...systems.values()].filter((file) => file !== undefined);
  if (all.some(({ faults }) => faults.length > 0)) throw new MapError(all.flatMap(ownFaults));
  const map = assemble(files);
  const { faults, warnings } = checkMap(map, files, nowMs, connectors);
  if (faults.length > 0) throw new MapError(faults);
  return { map, warnings };
}

function assemble({ systems, health, sync, healthScore, ...files }: MapFiles): IntegrationMap {
  // Only called when no file had a fault, so every value is there.
  const specs = [...systems.values()].map((file) => file.value!);
  return {
    ...files.teams.value!,
    ...files.cards.value!,
    ...files.flows.value!,
    ...files.workflows.value!,
    ...files.unconnected.value!,
    systems: Object.fromEntries(specs.map((spec) => [spec.system, spec])),
    health: health.value!,
    ...(sync && { sync: sync.value! }),
    ...(healthScore && { healthScore: healthScore.value! }),
  };
}
