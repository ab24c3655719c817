import { killSync } from '../flow/kill-sync.ts';
import { killsOf } from './kill-on-both.ts';

/** Kills the process at that many random points on each database; false where an edit was lost or written twice. */
export const killEdits = killsOf('edits', async (how) => {
  const { points } = how;
  const found = await killSync(how);
  const { acknowledged, lost, twice, backwards, deadLetters, waiting } = found;
  return {
    says:
      `${acknowledged} edits acknowledged, ${lost} lost, ${twice} twice, ${backwards} backwards, ` +
      `${deadLetters} dead letters, ${waiting} still waiting`,
    isGood: acknowledged >= points && lost + twice + backwards + deadLetters + waiting === 0,
  };
});
