import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmptyPostgres } from '../conformance/fresh-postgres.ts';
import { type KillOptions, killBetween } from '../flow/kill-between.ts';
import { createRandom } from '../world/company/random.ts';

const POINTS = 100;
/** What runs in production. */
const program = join(import.meta.dirname, '../../apps/api/dist/main.mjs');

/** Kills the process at a hundred random points on each database; false where anything was lost or done twice. */
export async function killWebhooks(seed: string, say: (line: string) => void): Promise<boolean> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sidelight-kill-'));
  const isGood = [await judge('PGlite', { dataDir }, seed, say)];
  await rm(dataDir, { recursive: true });
  const server = process.env.TEST_DATABASE_URL;
  if (server === undefined) say('PostgreSQL: skipped, TEST_DATABASE_URL is not set');
  else {
    const empty = await createEmptyPostgres(server);
    isGood.push(await judge('PostgreSQL', empty, seed, say));
    await empty.drop();
  }
  return isGood.every(Boolean);
}

async function judge(
  name: string,
  database: KillOptions['database'],
  seed: string,
  say: (line: string) => void,
): Promise<boolean> {
  const random = createRandom(seed).next;
  const { acknowledged, left, givenUp, notes } = await killBetween({ database, points: POINTS, random, program, say });
  const [none, twice] = [notes.filter((count) => count === 0).length, notes.filter((count) => count > 1).length];
  say(`${name}: ${acknowledged} acknowledged, ${left} not handled, ${givenUp} given up, ${none} lost, ${twice} twice`);
  return acknowledged === POINTS && left + givenUp + none + twice === 0;
}
