import { killViews } from '../flow/kill-views.ts';
import { killsOf } from './kill-on-both.ts';

/** Kills the process while values are shown and accounts picked; false where anything of it has no row. */
export const killAudit = killsOf('audit', async (how) => {
  const { database, points } = how;
  const away = 'setAway' in database ? { setAway: database.setAway } : {};
  const found = await killViews({ ...how, ...away });
  const { shown, shownAway, picked, unrecorded, twice, isLinkWrong, findings } = found;
  return {
    says:
      `${shown} views shown, ${shownAway} of them without the database, ${picked} picks acknowledged, ` +
      `${unrecorded} without a row, ${twice} with two, the link is ${isLinkWrong ? 'WRONG' : 'the one last picked'}, ` +
      `${findings} findings in the audit`,
    isGood: shown >= points && picked > 0 && !isLinkWrong && unrecorded + twice + findings === 0,
  };
});
