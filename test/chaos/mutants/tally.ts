import type { Verdict } from './run-catcher.ts';

/** How often each mutant may be run, and how many of these it may survive. */
const MAX_RUNS = 5;
const MAX_SURVIVALS = 1;

export type Outcome =
  | { readonly kind: 'caught'; readonly reds: number; readonly runs: number }
  | { readonly kind: 'survived'; readonly greens: number; readonly runs: number }
  /** No test of that name ran, twice. */
  | { readonly kind: 'no_test' };

/** Runs it until nothing can change the outcome any more: a mutant that survives twice in five runs is not caught. */
export async function tally(runOnce: () => Promise<Verdict>): Promise<Outcome> {
  let reds = 0;
  let greens = 0;
  while (greens <= MAX_SURVIVALS && reds < MAX_RUNS - MAX_SURVIVALS) {
    const first = await runOnce();
    // On a machine that is too busy to start the runner nothing was shown either way.
    const verdict = first === 'none' ? await runOnce() : first;
    if (verdict === 'none') return { kind: 'no_test' };
    if (verdict === 'red') reds++;
    else greens++;
  }
  const runs = reds + greens;
  return greens <= MAX_SURVIVALS ? { kind: 'caught', reds, runs } : { kind: 'survived', greens, runs };
}
