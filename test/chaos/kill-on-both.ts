import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmptyPostgres, type EmptyPostgres } from '../conformance/fresh-postgres.ts';
import { createRandom } from '../world/company/random.ts';

/** What runs in production. */
const program = join(import.meta.dirname, '../../apps/api/dist/main.mjs');

type On = EmptyPostgres | { readonly dataDir: string };

/** How a process is killed in one run: what the runs of all kinds take. */
export interface KillHow {
  readonly database: On;
  readonly points: number;
  readonly random: () => number;
  readonly program: string;
  say(line: string): void;
}

/** What came of one run, in words, and whether that is what was promised. */
export interface KillVerdict {
  readonly says: string;
  readonly isGood: boolean;
}

/** Kills at so many points on each database, one after the other; false where either is not good, or is not there. */
export type Kills = (points: number, seed: string, say: (line: string) => void) => Promise<boolean>;

/** Kills of one kind, on each database by the same chances. */
export const killsOf =
  (kind: string, judge: (how: KillHow) => Promise<KillVerdict>): Kills =>
  (points, seed, say) =>
    onBoth(kind, say, async (name, database) => {
      const { says, isGood } = await judge({ database, points, random: createRandom(seed).next, program, say });
      say(`${name}: ${says}`);
      return isGood;
    });

/** One after the other, each on a database of its own; false where either is not good, or is not there. */
async function onBoth(
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
