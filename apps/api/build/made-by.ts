import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import own from '../package.json' with { type: 'json' };

const source = join(import.meta.dirname, '../src');

/** Says what a new database is made by: another text as soon as one of these files is another. */
export async function madeBy(): Promise<string> {
  const migrations = (await readdir(join(source, 'store/migrations'))).toSorted();
  const files = [
    ...['store/migrations.ts', 'store/migrate.ts', 'store/database.ts', 'jobs/job-queue.ts', 'jobs/queues.ts'],
    ...migrations.map((name) => `store/migrations/${name}`),
  ];
  const hash = createHash('sha256').update(JSON.stringify(own.dependencies));
  for (const file of files) hash.update(await readFile(join(source, file)));
  return hash.digest('hex').slice(0, 16);
}
