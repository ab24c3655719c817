import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MapError, type MapFault } from './map-error.ts';
import { isMapFile, NEEDED_FILES } from './map-schemas.ts';

/** The files of a map that stand in a folder, and what it lacks. Rejects with MapError where it is no map at all. */
export async function filesIn(
  folder: string,
): Promise<{ readonly files: readonly string[]; readonly faults: readonly MapFault[] }> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    throw noMap(whyUnread(folder, error));
  });
  const systems = await readdir(join(folder, 'systems')).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw noMap(whyUnread(join(folder, 'systems'), error));
  });
  const files = [...names, ...(systems ?? []).map((name) => `systems/${name}`)].filter(isMapFile).sort();
  if (files.length === 0)
    throw noMap(
      `The folder ${folder} holds no map: there is neither systems/ nor ${NEEDED_FILES.join(', ')}. ${WRITE}`,
    );
  const absent = [...NEEDED_FILES.filter((name) => !files.includes(name)), ...(systems ? [] : ['systems/'])];
  return { files, faults: absent.map((file) => fileMissing(file, folder)) };
}

export const fileMissing = (file: string, from: string): MapFault => ({
  ...{ file, line: 1, column: 1 },
  message: `is missing from ${from}`,
});

const WRITE = 'Write the folder of the map as MAP_DIR.';
const noMap = (message: string) => new MapError([{ file: '', line: 1, column: 1, message }]);

function whyUnread(folder: string, { code }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return `There is no folder ${folder}. ${WRITE}`;
  if (code === 'ENOTDIR') return `${folder} is not a folder. ${WRITE}`;
  return `The folder ${folder} cannot be read (${code}). Let whoever runs Sidelight read it.`;
}
