import { answerBugs } from './answers.ts';
import type { Bug } from './bug.ts';
import { callBugs } from './calls.ts';
import { healthBugs } from './health.ts';

/** Every mistake that the suite is known to catch; `npm run chaos -- --bugs` shows that it does. */
export const bugs: readonly Bug[] = [...callBugs, ...answerBugs, ...healthBugs];
