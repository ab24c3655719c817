import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { checkMap } from './check-map.ts';
import { MapError, type MapFault } from './map-error.ts';
import { type MapFiles, type MapTexts, parseMapTexts, readMapTexts } from './map-files.ts';

/** A map that can be used, with what its people should look at some day. */
export interface CheckedMap {
  readonly map: IntegrationMap;
  readonly warnings: readonly MapFault[];
}

/** Reads and checks the whole map. Rejects with MapError naming every fault, file and line. */
export async function loadMap(folder: string, signal: AbortSignal): Promise<IntegrationMap> {
  return checkTexts(await readMapTexts(folder, signal), Date.now()).map;
}

/** The same from texts. Throws MapError. */
export const checkTexts = (texts: MapTexts, nowMs: number): CheckedMap => checkFiles(parseMapTexts(texts), nowMs);

/** The same from files already parsed. Throws MapError. */
export function checkFiles(files: MapFiles, nowMs: number): CheckedMap {
  const { systems, ...whole } = files;
  const unread: MapFault[] = [...Object.values(whole), ...systems.values()].flatMap((file) => [...file.faults]);
  if (unread.length > 0) throw new MapError(unread);
  const map = assemble(files);
  const { faults, warnings } = checkMap(map, files, nowMs);
  if (faults.length > 0) throw new MapError(faults);
  return { map, warnings };
}

function assemble({ systems, health, ...files }: MapFiles): IntegrationMap {
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
  };
}
