import { killBetween } from '../flow/kill-between.ts';
import { killsOf } from './kill-on-both.ts';

/** Kills the process at random points on each database; false where anything was lost or done twice. */
export const killWebhooks = killsOf('webhooks', async (how) => {
  const { points } = how;
  const { acknowledged, left, givenUp, notes } = await killBetween(how);
  const [none, twice] = [notes.filter((count) => count === 0).length, notes.filter((count) => count > 1).length];
  return {
    says: `${acknowledged} acknowledged, ${left} not handled, ${givenUp} given up, ${none} lost, ${twice} twice`,
    isGood: acknowledged === points && left + givenUp + none + twice === 0,
  };
});
