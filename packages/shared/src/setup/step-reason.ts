import { z } from 'zod';
import { Breach } from './breach.ts';

export const RolloutChange = z.enum([
  'pilot_groups_changed',
  'groups_changed',
  'criteria_chosen',
  'criteria_changed',
  /** The helpdesk could not be asked for them. */
  'groups_kept',
]);
export type RolloutChange = z.infer<typeof RolloutChange>;

/** Who has the sidebar after a rollback. `admins_without_groups`: the phase names no group. */
export const WhoIsLeft = z.enum(['groups', 'admins', 'admins_without_groups']);
export type WhoIsLeft = z.infer<typeof WhoIsLeft>;

/** Why a rollout took a step. */
export const StepReason = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('changed'), changes: z.array(RolloutChange).min(1) }),
  z.strictObject({
    code: z.literal('breached'),
    breaches: z.array(Breach).min(1),
    minutes: z.int(),
    whoIsLeft: WhoIsLeft,
  }),
  /** As an earlier release wrote it down. */
  z.strictObject({ code: z.literal('noted'), text: z.string() }),
]);
export type StepReason = z.infer<typeof StepReason>;
