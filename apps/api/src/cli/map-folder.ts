import { relative, resolve } from 'node:path';
import { knownConnectors } from '../connectors/catalogue.ts';
import { checkTexts } from '../map/load-map.ts';
import { lineFor, type MapFault } from '../map/map-error.ts';
import { readMapTexts } from '../map/map-files.ts';
import type { CliDeps } from './verb.ts';

export const folderOf = ({ cwd, env }: CliDeps, given?: string): string => resolve(cwd, given ?? env.MAP_DIR ?? 'map');

/** Rejects with MapError when it cannot be used. */
export async function readMap(around: CliDeps, given?: string) {
  return checkTexts(await readMapTexts(folderOf(around, given), around.signal), around.now(), knownConnectors).map;
}

/** With the file as it is reached from here. */
export const lineOf = (fault: MapFault, folder: string, cwd: string): string =>
  lineFor(fault, fault.file === '' ? '' : relative(cwd, resolve(folder, fault.file)));
