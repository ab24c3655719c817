import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Cards, type IntegrationMap, Teams } from '@sidelight/shared/map/integration-map.ts';
import { SystemSpec } from '@sidelight/shared/map/system.ts';
import { checkMap } from './check-map.ts';
import { MapError, type MapFault } from './map-error.ts';
import { type MapFile, parseMapFile } from './map-file.ts';

/** The files a map was read from, for faults that only show when they are read together. */
export interface MapFiles {
  readonly teams: MapFile<Teams>;
  readonly cards: MapFile<Cards>;
  readonly systems: ReadonlyMap<string, MapFile<SystemSpec>>;
}

/** Reads and checks the whole map. Rejects with MapError naming every fault, file and line. */
export async function loadMap(folder: string, signal: AbortSignal): Promise<IntegrationMap> {
  const read = (name: string) =>
    readFile(join(folder, name), { encoding: 'utf8', signal }).catch(missing(folder, name));
  const names = (await readdir(join(folder, 'systems')).catch(missing(folder, 'systems/'))).filter((n) =>
    n.endsWith('.yaml'),
  );
  const systems = new Map<string, MapFile<SystemSpec>>();
  for (const name of names.sort()) {
    const file = `systems/${name}`;
    systems.set(name.replace(/\.yaml$/, ''), parseMapFile(file, await read(file), SystemSpec));
  }
  const files: MapFiles = {
    teams: parseMapFile('teams.yaml', await read('teams.yaml'), Teams),
    cards: parseMapFile('cards.yaml', await read('cards.yaml'), Cards),
    systems,
  };
  const faults: MapFault[] = [files.teams, files.cards, ...systems.values()].flatMap((file) => [...file.faults]);
  if (faults.length > 0) throw new MapError(faults);
  const map = assemble(files);
  const wrong = checkMap(map, files);
  if (wrong.length > 0) throw new MapError(wrong);
  return map;
}

function assemble({ teams, cards, systems }: MapFiles): IntegrationMap {
  // Only called when no file had a fault, so every value is there.
  const specs = [...systems.values()].map((file) => file.value!);
  return { ...teams.value!, ...cards.value!, systems: Object.fromEntries(specs.map((spec) => [spec.system, spec])) };
}

const missing = (folder: string, name: string) => (error: NodeJS.ErrnoException) => {
  if (error.code !== 'ENOENT') throw error;
  throw new MapError([{ file: name, line: 1, column: 1, message: `is missing from ${folder}` }]);
};
