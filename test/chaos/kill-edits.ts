import { type KillSyncOptions, killSync } from '../flow/kill-sync.ts';
import { createRandom } from '../world/company/random.ts';
import { onBoth, program } from './kill-on-both.ts';

/** Kills the process at that many random points on each database; false where an edit was lost or written twice. */
export const killEdits = (points: number, seed: string, say: (line: string) => void): Promise<boolean> =>
  onBoth('edits', say, (name, database) => judge(name, database, points, seed, say));

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
