import { killErasures } from '../flow/kill-erasures.ts';
import { killsOf } from './kill-on-both.ts';

/** Kills the process at random points of erasures on each database; false where somebody was left, or hurt. */
export const killPeople = killsOf('erasure', async (how) => {
  const { points } = how;
  const found = await killErasures(how);
  const { acknowledged, unfinished, left, receipts, harmed, findings } = found;
  return {
    says:
      `${acknowledged} erasures acknowledged, ${unfinished} not finished, ${left} tables with something left, ` +
      `${receipts} receipts missing or twice, ${harmed} tables of others hurt, ${findings} findings in the audit`,
    isGood: acknowledged === points && unfinished + left + receipts + harmed + findings === 0,
  };
});
