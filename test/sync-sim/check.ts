import fc from 'fast-check';
import type { Core } from './core.ts';
import { duels, duelViolations } from './duel.ts';
import { play } from './play.ts';
import { schedules } from './schedule.ts';
import { calm, calmViolations } from './settled.ts';
import { violations } from './violations.ts';

export interface Broken {
  /** What is not true. */
  readonly violations: readonly string[];
  /** The shortest schedule found that shows it. */
  readonly schedule: unknown;
  /** What had to be tried until it showed. */
  readonly runs: number;
}

/** So many schedules of each kind. Undefined: none of them shows a violation. */
export function check(core: Core, runs: number, seed: number): Broken | undefined {
  return (
    find(calm, (one) => calmViolations(core, one), Math.ceil(runs / 10), seed) ??
    find(duels, (one) => duelViolations(core, one), Math.ceil(runs / 4), seed) ??
    find(schedules, (one) => violations(play(core, one)), runs, seed)
  );
}

function find<T>(arbitrary: fc.Arbitrary<T>, judge: (one: T) => readonly string[], numRuns: number, seed: number) {
  const found = (one: T): readonly string[] => {
    try {
      return judge(one);
    } catch (error) {
      return [`it throws: ${error instanceof Error ? error.message : 'something'}`];
    }
  };
  const result = fc.check(
    fc.property(arbitrary, (one) => found(one).length === 0),
    { numRuns, seed },
  );
  if (!result.failed || !result.counterexample) return undefined;
  const [schedule] = result.counterexample;
  return { violations: found(schedule), schedule, runs: result.numRuns };
}
