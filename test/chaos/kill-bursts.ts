import { killBursts } from '../flow/kill-bursts.ts';
import { killsOf } from './kill-on-both.ts';

/** Kills the process in the midst of bursts of webhooks; false where one that was acknowledged is lost, or there twice. */
export const killIntake = killsOf('bursts', async (how) => {
  const { points } = how;
  const found = await killBursts(how);
  const { sent, acknowledged, inMidst, lost, twice, unhandled } = found;
  return {
    says:
      `${acknowledged} of ${sent} acknowledged, ${inMidst} of ${points} deaths with some acknowledged and some not, ` +
      `${lost} lost, ${twice} twice, ${unhandled} not handled`,
    isGood: acknowledged === sent && inMidst > points / 2 && lost + twice + unhandled === 0,
  };
});
