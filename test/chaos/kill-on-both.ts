import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EmptyPostgres } from '../conformance/fresh-postgres.ts';

/** What runs in production. */
export const program = join(import.meta.dirname, '../../apps/api/dist/main.mjs');

/** One after the other, each on a database of its own; false where either is not good. */
export async function onBoth(
  say: (line: string) => void,
  make: (server: string) => Promise<EmptyPostgres>,
  judge: (name: string, database: EmptyPostgres | { readonly dataDir: string }) => Promise<boolean>,
): Promise<boolean> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sidelight-kill-'));
  const isGood = [await judge('PGlite', { dataDir })];
  await rm(dataDir, { recursive: true });
  const server = process.env.TEST_DATABASE_URL;
  if (server === undefined) say('PostgreSQL: skipped, TEST_DATABASE_URL is not set');
  else {
    const empty = await make(server);
    isGood.push(await judge('PostgreSQL', empty));
    await empty.drop();
  }
  return isGood.every(Boolean);
}
