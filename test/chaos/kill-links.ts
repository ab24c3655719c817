import { killLinks } from '../flow/kill-links.ts';
import { killsOf } from './kill-on-both.ts';

/** Kills the process while accounts are picked, taken back and rejected; false where a link is not what was acknowledged. */
export const killPicks = killsOf('links', async (how) => {
  const { points } = how;
  const found = await killLinks(how);
  const { picked, takenBack, rejected, wrong, unrecorded, twice, findings } = found;
  return {
    says:
      `${picked} picks, ${takenBack} taken back and ${rejected} rejections acknowledged, ${wrong} links otherwise, ` +
      `${unrecorded} without a row, ${twice} twice, ${findings} findings in the audit`,
    isGood: picked + takenBack + rejected >= points && picked > 0 && wrong + unrecorded + twice + findings === 0,
  };
});
