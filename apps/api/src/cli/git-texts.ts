import { execFile } from 'node:child_process';
import { relative } from 'node:path';
import { promisify } from 'node:util';
import type { MapTexts } from '../map/map-files.ts';
import { isMapFile } from '../map/map-schemas.ts';

const run = promisify(execFile);
const MAX_BYTES = 5_000_000;

/** The map as it was in a revision. Undefined when git knows no such revision, or there is no git. */
export async function textsAt(rev: string, folder: string, signal: AbortSignal): Promise<MapTexts | undefined> {
  // What begins with a hyphen would be an option.
  if (!/^[\w@~^./][\w@~^./-]*$/.test(rev)) return undefined;
  const git = async (...args: string[]) =>
    (await run('git', args, { cwd: folder, signal, maxBuffer: MAX_BYTES })).stdout;
  try {
    const top = (await git('rev-parse', '--show-toplevel')).trim();
    const inside = relative(top, folder);
    const list = (await git('ls-tree', '-r', '--name-only', '--full-name', rev, '.')).split('\n').filter(Boolean);
    const names = list.map((file) => relative(inside, file)).filter(isMapFile);
    const texts = names.map(async (name) => [name, await git('show', `${rev}:./${name}`)] as const);
    return new Map(await Promise.all(texts));
  } catch (error) {
    if (signal.aborted) throw error;
    return undefined;
  }
}
