import { randomUUID } from 'node:crypto';
import { access, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import own from '../package.json' with { type: 'json' };

const folder = join(import.meta.dirname, '../../../node_modules/.cache/sidelight');
const file = join(folder, `pglite-${own.dependencies['@electric-sql/pglite']}.tar`);

/** A database as PGlite makes it, before anything of ours is in it: made once for each version of PGlite. */
export async function emptyDatabase(): Promise<Blob> {
  await setup();
  return new Blob([await readFile(file)]);
}

/** Vitest's too, before the first test: nobody's time runs out meanwhile. */
export async function setup(): Promise<void> {
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (isThere) return;
  const { PGlite } = await import('@electric-sql/pglite');
  const made = new PGlite();
  await made.waitReady;
  const dump = await made.dumpDataDir('none');
  await made.close();
  await mkdir(folder, { recursive: true });
  // Whoever makes it at the same time makes the same.
  const part = `${file}.${randomUUID()}`;
  await writeFile(part, Buffer.from(await dump.arrayBuffer()));
  await rename(part, file);
}
