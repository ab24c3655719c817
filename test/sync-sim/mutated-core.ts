import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { edited } from '../chaos/mutants/mutant.ts';
import { type Core, loadCore } from './core.ts';
import type { SyncMutant } from './mutants.ts';

const api = join(import.meta.dirname, '../../apps/api');
export const sourceFolder = join(api, 'src/sync');

/** The core with a mistake in it, as long as it is used. A copy beside the sources, so that it finds their packages. */
export async function withMutant<T>(mutant: SyncMutant, use: (core: Core) => T): Promise<T> {
  const copy = await mkdtemp(join(api, '.sync-mutant-'));
  try {
    await cp(sourceFolder, copy, { recursive: true, filter: (path) => !path.endsWith('.test.ts') });
    const path = join(copy, mutant.file);
    await writeFile(path, edited(await readFile(path, 'utf8'), mutant));
    return use(await loadCore(copy));
  } finally {
    await rm(copy, { recursive: true });
  }
}
