import { killBursts } from '../flow/kill-bursts.ts';
import { createRandom } from '../world/company/random.ts';
import { type On, onBoth, program } from './kill-on-both.ts';

/** Kills the process in the midst of bursts of webhooks; false where one that was acknowledged is lost, or there twice. */
export const killIntake = (points: number, seed: string, say: (line: string) => void): Promise<boolean> =>
  onBoth('bursts', say, (name, database) => judge(name, database, points, seed, say));

async function judge(
  name: string,
  database: On,
  points: number,
  seed: string,
  say: (line: string) => void,
): Promise<boolean> {
  const random = createRandom(seed).next;
  const found = await killBursts({ database, points, random, program, say });
  const { sent, acknowledged, inMidst, lost, twice, unhandled } = found;
  say(
    `${name}: ${acknowledged} of ${sent} acknowledged, ${inMidst} of ${points} deaths with some acknowledged and some not, ` +
      `${lost} lost, ${twice} twice, ${unhandled} not handled`,
  );
  return acknowledged === sent && inMidst > points / 2 && lost + twice + unhandled === 0;
}
