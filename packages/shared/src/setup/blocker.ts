import { z } from 'zod';
import { Area } from './area.ts';
import { Breach } from './breach.ts';
import { Phase } from './phase.ts';

/** What stands in the way of another phase, or of what was chosen. */
export const Blocker = z.discriminatedUnion('code', [
  /** `overtaken`: the rollout was changed meanwhile, by somebody else or by a rollback. */
  z.strictObject({ code: z.enum(['no_pilot_group', 'no_further_group', 'groups_unknown', 'overtaken']) }),
  z.strictObject({ code: z.literal('no_such_group'), group: z.string() }),
  z.strictObject({ code: z.literal('one_phase_at_a_time'), phase: Phase }),
  /** A pilot needs the least score in every area that can be met without one. */
  z.strictObject({ code: z.literal('low_for_pilot'), area: Area, score: z.int(), least: z.int() }),
  z.strictObject({ code: z.literal('low'), area: Area, score: z.int(), least: z.int(), phase: Phase }),
  z.strictObject({ code: z.literal('breached'), breaches: z.array(Breach).min(1), minutes: z.int() }),
  z.strictObject({ code: z.literal('watched_first'), minutes: z.int(), untilMs: z.int() }),
]);
export type Blocker = z.infer<typeof Blocker>;
