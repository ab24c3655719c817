import { type KillOptions, killBetween } from '../flow/kill-between.ts';
import { createRandom } from '../world/company/random.ts';
import { onBoth, program } from './kill-on-both.ts';

/** Kills the process at random points on each database; false where anything was lost or done twice. */
export const killWebhooks = (points: number, seed: string, say: (line: string) => void): Promise<boolean> =>
  onBoth('webhooks', say, (name, database) => judge(name, database, points, seed, say));

async function judge(
  name: string,
  database: KillOptions['database'],
  points: number,
  seed: string,
  say: (line: string) => void,
): Promise<boolean> {
  const random = createRandom(seed).next;
  const { acknowledged, left, givenUp, notes } = await killBetween({ database, points, random, program, say });
  const [none, twice] = [notes.filter((count) => count === 0).length, notes.filter((count) => count > 1).length];
  say(`${name}: ${acknowledged} acknowledged, ${left} not handled, ${givenUp} given up, ${none} lost, ${twice} twice`);
  return acknowledged === points && left + givenUp + none + twice === 0;
}
