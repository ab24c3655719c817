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
import { fileMissing, filesIn } from './files-in.ts';
import { checkExpression, expressionsOf } from './lint/expressions.ts';
import { isMapError, MapError, type MapFault } from './map-error.ts';
import { type MapFile, parseMapFile } from './map-file.ts';
import { NEEDED_FILES, schemaOf, systemIn } from './map-schemas.ts';
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

/** Reads the texts of a folder. Rejects with MapError naming what is not there, and what is wrong with the rest. */
export async function readMapTexts(folder: string, signal: AbortSignal): Promise<MapTexts> {
  const { files, faults } = await filesIn(folder);
  const read = files.map((name) =>
    readText(join(folder, name), name, signal).then(
      (text) => ({ name, text, faults: [] }),
      (error: unknown) => {
        if (!isMapError(error)) throw error;
        return { name, text: undefined, faults: error.faults };
      },
    ),
  );
  const all = await Promise.all(read);
  const texts = new Map(all.flatMap(({ name, text }) => (text === undefined ? [] : [[name, text] as const])));
  const unread = [...faults, ...all.flatMap((one) => one.faults)];
  if (unread.length > 0) throw new MapError([...unread, ...faultsOfEach(texts)]);
  return texts;
}

/** Parses every file by itself; their faults stand in each. */
export function parseMapTexts(texts: MapTexts): MapFiles {
  const absent = NEEDED_FILES.filter((name) => !texts.has(name)).map((name) => fileMissing(name, 'the map'));
  if (absent.length > 0) throw new MapError([...absent, ...faultsOfEach(texts)]);
  // Seen above.
  const text = (name: string) => texts.get(name)!;
  const optional = <S extends z.ZodType>(file: string, schema: S) => {
    const yaml = texts.get(file);
    return yaml === undefined ? undefined : parseMapFile(file, yaml, schema);
  };
  const systems = [...texts].flatMap(([file, yaml]) => {
    const name = systemIn(file);
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

/** What is wrong with each file by itself. */
const faultsOfEach = (texts: MapTexts): readonly MapFault[] =>
  [...texts].flatMap(([file, text]) => ownFaults(parseMapFile(file, text, schemaOf(file))));

/** Of one file by itself; its expressions too, which otherwise are checked with the whole map. */
export function ownFaults(file: MapFile<unknown>): readonly MapFault[] {
  const found = [...file.faults];
  const desk = { fault: (...of: Parameters<typeof file.fault>) => void found.push(file.fault(...of)) };
  for (const [path, text] of expressionsOf(file.raw)) checkExpression(desk, path, text);
  return found;
}
