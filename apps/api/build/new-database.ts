import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { newDatabaseFile } from './new-database-file.ts';

/** For vitest, before the first test: nobody's time runs out meanwhile. */
export async function setup(): Promise<void> {
  const file = await newDatabaseFile();
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  // In a process of its own, which has PGlite as everybody has it.
  if (!isThere) await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'write-database.ts'), file]);
}
