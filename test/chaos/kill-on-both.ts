import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmptyPostgres, type EmptyPostgres } from '../conformance/fresh-postgres.ts';

/** What runs in production. */
export const program = join(import.meta.dirname, '../../apps/api/dist/main.mjs');

export type On = EmptyPostgres | { readonly dataDir: string };

/** One after the other, each on a database of its own; false where either is not good, or is not there. */
export async function onBoth(
  kind: string,
  say: (line: string) => void,
  judge: (name: string, database: On) => Promise<boolean>,
): Promise<boolean> {
  const server = process.env.TEST_DATABASE_URL;
  if (server === undefined) {
    say(`${kind} on PostgreSQL: FAILED, TEST_DATABASE_URL is not set, so half of this is proved of nothing`);
    return false;
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'sidelight-kill-'));
  const isGood = [await judge(`${kind} on PGlite`, { dataDir })];
  await rm(dataDir, { recursive: true });
  const empty = await createEmptyPostgres(server);
  isGood.push(await judge(`${kind} on PostgreSQL`, empty));
  await empty.drop();
  return isGood.every(Boolean);
}
