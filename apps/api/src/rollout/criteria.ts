import type { RollbackCriteria } from '@sidelight/shared/setup/rollout.ts';

/** What the form begins with. Nobody has chosen these, so nothing is rolled back by them. */
export const suggestedCriteria: RollbackCriteria = {
  leastInTimePercent: 90,
  mostDownMinutes: 20,
  mostFailedPercent: 10,
  overMinutes: 60,
  leastContexts: 50,
};
