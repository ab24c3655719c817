import { randomUUID } from 'node:crypto';
import { access, constants, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KnownConnectors } from './known-connectors.ts';
import { checkTexts } from './load-map.ts';
import { isMapError } from './map-error.ts';
import { readMapTexts } from './map-files.ts';

/** Whether files of the map can be replaced: in its folder something new can be put in the place of the old. */
export const canReplaceIn = (folder: string): Promise<boolean> =>
  access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );

export interface Replacement {
  readonly folder: string;
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/**
 * Puts another text in the place of one file, all at once, if the whole map would do with it. `changed`: it is not
 * `before` any more.
 */
export async function replaceMapFile(
  { folder, file, before, after }: Replacement,
  connectors: KnownConnectors,
  nowMs: number,
  signal: AbortSignal,
): Promise<'done' | 'changed' | 'faulty'> {
  const texts = await readMapTexts(folder, signal);
  if (texts.get(file) !== before) return 'changed';
  try {
    checkTexts(new Map([...texts, [file, after]]), nowMs, connectors);
  } catch (error) {
    if (!isMapError(error)) throw error;
    return 'faulty';
  }
  const [path, fresh] = [join(folder, file), join(folder, `.${file}.${randomUUID()}`)];
  try {
    await writeFile(fresh, after, { mode: (await stat(path)).mode, signal });
    await rename(fresh, path);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
  return 'done';
}
