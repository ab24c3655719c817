import { type KillErasuresOptions, killErasures } from '../flow/kill-erasures.ts';
import { createRandom } from '../world/company/random.ts';
import { onBoth, program } from './kill-on-both.ts';

/** Kills the process at random points of erasures on each database; false where somebody was left, or hurt. */
export const killPeople = (points: number, seed: string, say: (line: string) => void): Promise<boolean> =>
  onBoth('erasure', say, (name, database) => judge(name, database, points, seed, say));

async function judge(
  name: string,
  database: KillErasuresOptions['database'],
  points: number,
  seed: string,
  say: (line: string) => void,
): Promise<boolean> {
  const random = createRandom(seed).next;
  const found = await killErasures({ database, points, random, program, say });
  const { acknowledged, unfinished, left, receipts, harmed, findings } = found;
  say(
    `${name}: ${acknowledged} erasures acknowledged, ${unfinished} not finished, ${left} tables with something left, ` +
      `${receipts} receipts missing or twice, ${harmed} tables of others hurt, ${findings} findings in the audit`,
  );
  return acknowledged === points && unfinished + left + receipts + harmed + findings === 0;
}
