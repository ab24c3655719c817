import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Files } from './files.ts';

const root = join(import.meta.dirname, '../..');
const PackageJson = z.object({ version: z.string() });

/** What of this repository goes into a package, before it is filled in. */
export async function readTemplate(signal: AbortSignal): Promise<Files> {
  const paths = ['manifest.json', 'requirements.json', ...(await below('assets')), ...(await below('translations'))];
  return readAll(root, paths, signal);
}

export async function readVersion(signal: AbortSignal): Promise<string> {
  return PackageJson.parse(JSON.parse(await readFile(join(root, 'package.json'), { encoding: 'utf8', signal })))
    .version;
}

/** The pages that the API serves into the helpdesk: not in the package, and judged by the same rules. */
export async function readPages(signal: AbortSignal): Promise<Files> {
  const folder = 'apps/sidebar/dist';
  return readAll(root, await below(folder), signal);
}

async function below(folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

async function readAll(base: string, paths: readonly string[], signal: AbortSignal): Promise<Files> {
  const read = paths.map(async (path): Promise<[string, Uint8Array]> => {
    return [path, new Uint8Array(await readFile(join(base, path), { signal }))];
  });
  return new Map(await Promise.all(read));
}
