import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { makeDatabase } from './make-database.ts';

/** Writes a new database of the product into the file that it is given. */
const [, , file = ''] = process.argv;
const dataDir = await mkdtemp(join(tmpdir(), 'sidelight-new-'));
try {
  await makeDatabase({ dataDir });
  const made = new PGlite({ dataDir: join(dataDir, 'pglite') });
  await made.waitReady;
  const dump = await made.dumpDataDir('none');
  await made.close();
  const folder = dirname(file);
  await mkdir(folder, { recursive: true });
  // What was made by other migrations nobody asks for again.
  const old = (await readdir(folder)).filter((name) => /^(database|pglite)-.*\.tar$/.test(name));
  for (const name of old) await rm(join(folder, name), { force: true });
  // Whoever writes it at the same time writes the same.
  const part = `${file}.${randomUUID()}`;
  await writeFile(part, Buffer.from(await dump.arrayBuffer()));
  await rename(part, file);
} finally {
  await rm(dataDir, { recursive: true });
}
