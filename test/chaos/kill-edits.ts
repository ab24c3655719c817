import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmptyPostgres } from '../conformance/fresh-postgres.ts';
import { type KillSyncOptions, killSync } from '../flow/kill-sync.ts';
import { createRandom } from '../world/company/random.ts';

/** What runs in production. */
const program = join(import.meta.dirname, '../../apps/api/dist/main.mjs');

/** Kills the process at that many random points on each database; false where an edit was lost or written twice. */
export async function killEdits(points: number, seed: string, say: (line: string) => void): Promise<boolean> {
  const isGood: boolean[] = [];
  const server = process.env.TEST_DATABASE_URL;
  if (server === undefined) say('PostgreSQL: skipped, TEST_DATABASE_URL is not set');
  else {
    const empty = await createEmptyPostgres(server);
    isGood.push(await judge('PostgreSQL', empty, points, seed, say));
    await empty.drop();
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'sidelight-kill-'));
  isGood.push(await judge('PGlite', { dataDir }, points, seed, say));
  await rm(dataDir, { recursive: true });
  return isGood.every(Boolean);
}

async function judge(
  name: string,
  database: KillSyncOptions['database'],
  points: number,
  seed: string,
  say: (line: string) => void,
): Promise<boolean> {
  const random = createRandom(seed).next;
  const found = await killSync({ database, points, random, program, say });
  const { acknowledged, lost, twice, backwards, deadLetters, waiting } = found;
  say(
    `${name}: ${acknowledged} edits acknowledged, ${lost} lost, ${twice} twice, ${backwards} backwards, ` +
      `${deadLetters} dead letters, ${waiting} still waiting`,
  );
  return acknowledged >= points && lost + twice + backwards + deadLetters + waiting === 0;
}
