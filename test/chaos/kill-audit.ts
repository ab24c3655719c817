import { killViews } from '../flow/kill-views.ts';
import { createRandom } from '../world/company/random.ts';
import { type On, onBoth, program } from './kill-on-both.ts';

/** Kills the process while values are shown and accounts picked; false where anything of it has no row. */
export const killAudit = (points: number, seed: string, say: (line: string) => void): Promise<boolean> =>
  onBoth('audit', say, (name, database) => judge(name, database, points, seed, say));

async function judge(
  name: string,
  database: On,
  points: number,
  seed: string,
  say: (line: string) => void,
): Promise<boolean> {
  const random = createRandom(seed).next;
  const away = 'setAway' in database ? { setAway: database.setAway } : {};
  const found = await killViews({ database, points, random, program, say, ...away });
  const { shown, shownAway, picked, unrecorded, twice, isLinkWrong, findings } = found;
  say(
    `${name}: ${shown} views shown, ${shownAway} of them without the database, ${picked} picks acknowledged, ` +
      `${unrecorded} without a row, ${twice} with two, the link is ${isLinkWrong ? 'WRONG' : 'the one last picked'}, ` +
      `${findings} findings in the audit`,
  );
  return shown >= points && picked > 0 && !isLinkWrong && unrecorded + twice + findings === 0;
}
