import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Flows } from '@sidelight/shared/map/flow.ts';
import { HealthRules } from '@sidelight/shared/map/health-rules.ts';
import { HealthScore } from '@sidelight/shared/map/health-score.ts';
import { Cards, Teams } from '@sidelight/shared/map/integration-map.ts';
import { Sync } from '@sidelight/shared/map/sync.ts';
import { SystemSpec } from '@sidelight/shared/map/system.ts';
import { Unconnected } from '@sidelight/shared/map/unconnected.ts';
import { Workflows } from '@sidelight/shared/map/workflow.ts';
import type { z } from 'zod';
import { MapError, type MapFault } from './map-error.ts';
import { type MapFile, parseMapFile } from './map-file.ts';
import { readText } from './read-text.ts';

/** The texts of a map by file name, e.g. `cards.yaml`, `systems/crm.yaml`. */
export type MapTexts = ReadonlyMap<string, string>;

/** The files a map was read from, for faults that only show when they are read together. */
export interface MapFiles {
  readonly teams: MapFile<Teams>;
  readonly cards: MapFile<Cards>;
  readonly flows: MapFile<Flows>;
  readonly workflows: MapFile<Workflows>;
  readonly unconnected: MapFile<Unconnected>;
  readonly health: MapFile<HealthRules>;
  /** Absent where the map has no such file. */
  readonly sync: MapFile<Sync> | undefined;
  readonly healthScore: MapFile<HealthScore> | undefined;
  /** By file name without `.yaml`. */
  readonly systems: ReadonlyMap<string, MapFile<SystemSpec>>;
}

/** Every file a map must have besides its systems, with what it may hold. */
export const MAP_SCHEMAS = {
  teams: Teams,
  cards: Cards,
  flows: Flows,
  workflows: Workflows,
  unconnected: Unconnected,
  health: HealthRules,
};
/** What a map may do without. */
export const OPTIONAL_SCHEMAS = { sync: Sync, 'health-score': HealthScore };
const WHOLE = Object.keys(MAP_SCHEMAS).map((name) => `${name}.yaml`);
const OPTIONAL = Object.keys(OPTIONAL_SCHEMAS).map((name) => `${name}.yaml`);
const SYSTEM = /^systems\/([^/]+)\.yaml$/;

/** Whether a file below the map's folder is part of the map. */
export const isMapFile = (name: string): boolean =>
  WHOLE.includes(name) || OPTIONAL.includes(name) || SYSTEM.test(name);

/** Reads the texts of a folder. Rejects with MapError naming what is not there. */
export async function readMapTexts(folder: string, signal: AbortSignal): Promise<MapTexts> {
  const names = await readdir(join(folder, 'systems')).catch(missing(folder, 'systems/'));
  const files = [
    ...WHOLE,
    ...(await namesThere(folder, OPTIONAL)),
    ...names
      .map((name) => `systems/${name}`)
      .filter(isMapFile)
      .sort(),
  ];
  const read = async (name: string) => [name, await readText(join(folder, name), name, signal)] as const;
  return new Map(await Promise.all(files.map(read)));
}

/** Parses every file by itself; their faults stand in each. */
export function parseMapTexts(texts: MapTexts): MapFiles {
  const absent = [...WHOLE.filter((name) => !texts.has(name))].map((name) => fileMissing(name, 'the map'));
  if (absent.length > 0) throw new MapError(absent);
  // Seen above.
  const text = (name: string) => texts.get(name)!;
  const optional = <S extends z.ZodType>(file: string, schema: S) => {
    const yaml = texts.get(file);
    return yaml === undefined ? undefined : parseMapFile(file, yaml, schema);
  };
  const systems = [...texts].flatMap(([file, yaml]) => {
    const [, name] = SYSTEM.exec(file) ?? [];
    return name === undefined ? [] : [[name, parseMapFile(file, yaml, SystemSpec)] as const];
  });
  return {
    teams: parseMapFile('teams.yaml', text('teams.yaml'), Teams),
    cards: parseMapFile('cards.yaml', text('cards.yaml'), Cards),
    flows: parseMapFile('flows.yaml', text('flows.yaml'), Flows),
    workflows: parseMapFile('workflows.yaml', text('workflows.yaml'), Workflows),
    unconnected: parseMapFile('unconnected.yaml', text('unconnected.yaml'), Unconnected),
    health: parseMapFile('health.yaml', text('health.yaml'), HealthRules),
    sync: optional('sync.yaml', Sync),
    healthScore: optional('health-score.yaml', HealthScore),
    systems: new Map(systems),
  };
}

async function namesThere(folder: string, names: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(
    names.map((name) =>
      access(join(folder, name)).then(
        () => [name],
        (error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? [] : [name]),
      ),
    ),
  );
  return found.flat();
}

const fileMissing = (file: string, from: string): MapFault => ({
  ...{ file, line: 1, column: 1 },
  message: `is missing from ${from}`,
});

const missing = (folder: string, name: string) => (error: NodeJS.ErrnoException) => {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
  throw new MapError([fileMissing(name, folder)]);
};
