import { z } from 'zod';
import { Blocker } from './blocker.ts';
import { CriterionName } from './breach.ts';
import { Phase } from './phase.ts';
import { StepReason } from './step-reason.ts';

/** When one of these is breached, the rollout goes back one phase by itself. Looked at over `overMinutes`. */
export const RollbackCriteria = z.strictObject({
  /** At least this share of contexts within the SLO's time, in percent. */
  leastInTimePercent: z.number().min(0).max(100),
  /** No system down or refusing our sign-in for longer than this, added up. */
  mostDownMinutes: z
    .int()
    .min(1)
    .max(24 * 60),
  /** At most this share of answers that came without a customer's data because something failed, in percent. */
  mostFailedPercent: z.number().min(0).max(100),
  overMinutes: z
    .int()
    .min(5)
    .max(24 * 60),
  /** Fewer contexts than this say nothing. */
  leastContexts: z.int().min(1).max(10_000),
});
export type RollbackCriteria = z.infer<typeof RollbackCriteria>;

/** One criterion as it stands now. */
export const Watched = z.strictObject({
  criterion: CriterionName,
  limit: z.number(),
  /** Absent while there is too little to tell. */
  measured: z.number().optional(),
  isBreached: z.boolean(),
});
export type Watched = z.infer<typeof Watched>;

export const HelpdeskGroup = z.strictObject({ id: z.string(), name: z.string() });
export type HelpdeskGroup = z.infer<typeof HelpdeskGroup>;

export const RolloutStep = z.strictObject({
  at: z.string(),
  from: Phase,
  to: Phase,
  /** A person's name, or `rollback` when a criterion was breached. */
  by: z.string(),
  reason: StepReason.optional(),
});
export type RolloutStep = z.infer<typeof RolloutStep>;

export const Rollout = z.strictObject({
  phase: Phase,
  /** Ids of the helpdesk groups of each phase that names some. */
  pilotGroups: z.array(z.string()),
  groups: z.array(z.string()),
  /** All groups of the helpdesk; empty with `groupsUnknown` when it could not be asked. */
  allGroups: z.array(HelpdeskGroup),
  areGroupsKnown: z.boolean(),
  criteria: RollbackCriteria,
  watched: z.array(Watched),
  /** Since when this phase is watched. Absent before anybody has chosen one. */
  since: z.string().optional(),
  /** Newest first. */
  history: z.array(RolloutStep),
  /** What blocks the next phase; empty when nothing does. */
  blockers: z.array(Blocker),
});
export type Rollout = z.infer<typeof Rollout>;

/** `POST /v1/setup/rollout`. Going wider needs no blockers; going narrower never does. */
export const RolloutRequest = z.strictObject({
  phase: Phase,
  pilotGroups: z.array(z.string().regex(/^\d{1,20}$/)).max(100),
  groups: z.array(z.string().regex(/^\d{1,20}$/)).max(100),
  criteria: RollbackCriteria,
});
export type RolloutRequest = z.infer<typeof RolloutRequest>;

export const RolloutAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('done') }),
  z.strictObject({ kind: z.literal('blocked'), blockers: z.array(Blocker) }),
]);
export type RolloutAnswer = z.infer<typeof RolloutAnswer>;
