import { z } from 'zod';
import { bySide, SyncSide } from './sync-parts.ts';

const count = z.int();

/** What stands in the way of switching one kind of record on; nothing where it is on, or can be. */
export const SwitchObstacle = z.enum(['not_in_map', 'not_connected', 'no_dry_run', 'old_dry_run']);
export type SwitchObstacle = z.infer<typeof SwitchObstacle>;

export const RunKind = z.enum(['dry_run', 'compare', 'approved']);
export type RunKind = z.infer<typeof RunKind>;

/** What a comparison found, and, where it was not a dry run, did. Counts only. */
export const RunResult = z.strictObject({
  ...{ left: count, right: count, linked: count, newLinks: count, alone: bySide(count), ambiguous: count },
  ...{ changed: count, asked: count, unreadable: count, gone: bySide(count) },
  /** Records that are to be made on a side. */
  creations: bySide(count),
  /** Too much at once: nothing of it was done. */
  refused: z.enum(['deletes', 'changes', 'creations']).nullable(),
  /** Values by field and side; the fields with most of them first. */
  writes: z.array(z.strictObject({ field: z.string(), label: z.string(), left: count, right: count })),
});
export type RunResult = z.infer<typeof RunResult>;

export const SyncRunView = z.strictObject({
  id: z.string(),
  kind: RunKind,
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  progress: z.strictObject({ phase: z.enum(['reading_left', 'reading_right', 'comparing']), done: count }).optional(),
  result: RunResult.optional(),
  /** Why it failed: a reason of a system, or one of ours. */
  reason: z.string().optional(),
  askedBy: z.string(),
  askedAt: z.string(),
  endedAt: z.string().optional(),
});
export type SyncRunView = z.infer<typeof SyncRunView>;

/** How one side of one kind of record stands. */
export const SideStanding = z.strictObject({
  /** When it was last asked what has changed, and answered. */
  readAt: z.string().optional(),
  /** On, and not read for longer than it should be. */
  isLate: z.boolean(),
  /** Records with something to be written to this side. */
  waiting: count,
  waitingSince: z.string().optional(),
  /** Sent, and not answered yet. */
  underWay: count,
  /** From an edit on this side to its being sent to the other, over the edits of the last day whose times are known. */
  lag: z.strictObject({ p50Ms: z.number(), p95Ms: z.number(), edits: count }).optional(),
});
export type SideStanding = z.infer<typeof SideStanding>;

export const ObjectStanding = z.strictObject({
  id: z.string(),
  label: z.string(),
  isOn: z.boolean(),
  switchedBy: z.string().optional(),
  switchedAt: z.string().optional(),
  obstacle: SwitchObstacle.optional(),
  sides: bySide(SideStanding),
  linked: count,
  held: count,
  /** People who were erased on one side: nothing is known of them any more. */
  erased: count,
  reviews: z.strictObject({ open: count, blocking: count, overdue: count }),
  letters: z.array(
    z.strictObject({
      reason: z.string(),
      count,
      /** Of which fields, on their way to which side; most first. */
      fields: z.array(z.strictObject({ label: z.string(), side: SyncSide, count })),
    }),
  ),
  /** The newest of all, and the newest dry run that came to its end. */
  run: SyncRunView.optional(),
  dryRunAt: z.string().optional(),
});
export type ObjectStanding = z.infer<typeof ObjectStanding>;

/** `GET /v1/sync`, for leads and admins. */
export const SyncReport = z.strictObject({
  at: z.string(),
  /** What the two sides are called. */
  systems: bySide(z.string()),
  /** Whether the map keeps anything in agreement. */
  isInMap: z.boolean(),
  /** Whether rules can be changed right here, or only as a patch to be taken to where the map is kept. */
  canChangeMap: z.boolean(),
  objects: z.array(ObjectStanding),
});
export type SyncReport = z.infer<typeof SyncReport>;
