import { z } from 'zod';

/** What came of the times a job was taken, those aside whose process ended before they did. */
export const Tries = z.object({
  failed: z.int().nonnegative(),
  /** Let go of untried, or stopped half-way: nothing was learned of the job. */
  putOff: z.int().nonnegative(),
});
export type Tries = z.infer<typeof Tries>;

export const noTries: Tries = { failed: 0, putOff: 0 };

interface Taken {
  /** How often it has been taken; 1 the first time. */
  readonly claim: number;
  readonly tries: Tries;
}

/** 1 the first time. A process that died is no failure of its job. */
export const attemptOf = ({ tries }: Taken): number => tries.failed + 1;

/** Whatever became of them. */
export const begunOf = ({ claim, tries }: Taken): number => claim - tries.putOff;

/** Ended by the end of their process. */
export const deathsOf = (taken: Taken): number => Math.max(0, begunOf(taken) - attemptOf(taken));
