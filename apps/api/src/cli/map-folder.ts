import { relative, resolve } from 'node:path';
import { knownConnectors } from '../connectors/catalogue.ts';
import { checkTexts } from '../map/load-map.ts';
import type { MapFault } from '../map/map-error.ts';
import { readMapTexts } from '../map/map-files.ts';
import type { CliDeps } from './verb.ts';

export const folderOf = ({ cwd, env }: CliDeps, given?: string): string => resolve(cwd, given ?? env.MAP_DIR ?? 'map');

/** Rejects with MapError when it cannot be used. */
export async function readMap(around: CliDeps, given?: string) {
  return checkTexts(await readMapTexts(folderOf(around, given), around.signal), around.now(), knownConnectors).map;
}

/** `map/systems/crm.yaml:12:3  message`, as editors and terminals follow it. */
export function lineOf(fault: MapFault, folder: string, cwd: string): string {
  const file = relative(cwd, resolve(folder, fault.file));
  return `${file}:${fault.line}:${fault.column}  ${fault.message}`;
}
