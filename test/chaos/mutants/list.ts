import { answerMutants } from './answers.ts';
import { callMutants } from './calls.ts';
import { healthMutants } from './health.ts';
import type { Mutant } from './mutant.ts';

/** Every mistake that the suite is known to catch; `npm run chaos -- --mutants` shows that it does. */
export const mutants: readonly Mutant[] = [...callMutants, ...answerMutants, ...healthMutants];
