import { killLinks } from '../flow/kill-links.ts';
import { createRandom } from '../world/company/random.ts';
import { type On, onBoth, program } from './kill-on-both.ts';

/** Kills the process while accounts are picked, taken back and rejected; false where a link is not what was acknowledged. */
export const killPicks = (points: number, seed: string, say: (line: string) => void): Promise<boolean> =>
  onBoth('links', say, (name, database) => judge(name, database, points, seed, say));

async function judge(
  name: string,
  database: On,
  points: number,
  seed: string,
  say: (line: string) => void,
): Promise<boolean> {
  const random = createRandom(seed).next;
  const found = await killLinks({ database, points, random, program, say });
  const { picked, takenBack, rejected, wrong, unrecorded, twice, findings } = found;
  say(
    `${name}: ${picked} picks, ${takenBack} taken back and ${rejected} rejections acknowledged, ${wrong} links otherwise, ` +
      `${unrecorded} without a row, ${twice} twice, ${findings} findings in the audit`,
  );
  return picked + takenBack + rejected >= points && picked > 0 && wrong + unrecorded + twice + findings === 0;
}
