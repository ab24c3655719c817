import { z } from 'zod';
import { AsideWhy, bySide, DefinitionsOutcome, ShownValue, SyncSide } from './sync-parts.ts';

const count = z.int();

/** What stands in the way of switching one kind of record on; nothing where it is on, or can be. */
export const SwitchObstacle = z.enum([
  'not_in_map',
  'not_connected',
  'no_dry_run',
  'old_dry_run',
  /** Known to be withheld. */
  'no_right_to_write',
]);
export type SwitchObstacle = z.infer<typeof SwitchObstacle>;

/** `approved`: one that may change as much as it finds. The two of a backfill are of one field. */
export const RunKind = z.enum(['dry_run', 'compare', 'approved', 'backfill_dry_run', 'backfill']);
export type RunKind = z.infer<typeof RunKind>;
export const RunState = z.enum(['waiting', 'running', 'paused', 'done', 'failed']);
export type RunState = z.infer<typeof RunState>;

/** One value that a comparison would write; without the values where the reader may not see them. */
const SampleChange = z.strictObject({
  ...{ field: z.string(), label: z.string(), side: SyncSide },
  from: ShownValue.optional(),
  to: ShownValue.optional(),
});
/** One pair of records that would change, by what the sides call them. */
export const SampleRecord = z.strictObject({
  ...{ left: z.string(), right: z.string() },
  urls: z.strictObject({ left: z.string().optional(), right: z.string().optional() }),
  changes: z.array(SampleChange),
});
export type SampleRecord = z.infer<typeof SampleRecord>;

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
  /** Of a backfill. */
  field: z.string().optional(),
  fieldLabel: z.string().optional(),
  state: RunState,
  progress: z
    .strictObject({ phase: z.enum(['reading_left', 'reading_right', 'comparing', 'writing']), done: count })
    .optional(),
  result: RunResult.optional(),
  /** Some of what would change. Only of dry runs. */
  sample: z.array(SampleRecord).optional(),
  /** Who has paused it, or is about to. */
  pausedBy: z.string().optional(),
  /** Why it failed: a reason of a system, or one of ours. */
  reason: z.string().optional(),
  askedBy: z.string(),
  askedAt: z.string(),
  endedAt: z.string().optional(),
});
export type SyncRunView = z.infer<typeof SyncRunView>;

/** A field that is neither compared nor written, by the side that has made it so. */
export const FieldAside = z.strictObject({
  ...{ field: z.string(), label: z.string(), side: SyncSide, why: AsideWhy, since: z.string() },
  /** Options that are gone. */
  lost: z.array(z.string()),
  /** Right again, and about to be compared. */
  isReturning: z.boolean(),
});
export type FieldAside = z.infer<typeof FieldAside>;

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
  /** Where it is: of what one side alone stands in the way with. */
  obstacleSide: SyncSide.optional(),
  sides: bySide(SideStanding),
  linked: count,
  held: count,
  /** People who were erased on one side: nothing is known of them any more. */
  erased: count,
  /** Of what tickets become in the CRM: notes that were written, and tickets that wait for theirs. */
  notes: z.strictObject({ written: count, waiting: count }).optional(),
  /** How many of the newest comparison may be there twice, and how many have no partner. */
  unpaired: z.strictObject({ foundAt: z.string(), duplicates: count, orphans: count }).optional(),
  reviews: z.strictObject({ open: count, blocking: count, overdue: count }),
  letters: z.array(
    z.strictObject({
      reason: z.string(),
      count,
      /** Of which fields, on their way to which side; most first. */
      fields: z.array(z.strictObject({ label: z.string(), side: SyncSide, count })),
    }),
  ),
  /** The newest of all fields, the newest of one, and the newest dry run that came to its end. */
  run: SyncRunView.optional(),
  fieldRun: SyncRunView.optional(),
  /** All fields of the map that can be compared by themselves. */
  fields: z.array(z.strictObject({ id: z.string(), label: z.string(), mayBackfill: z.boolean() })),
  aside: z.array(FieldAside),
  /** What came of asking each side for its properties last. */
  definitions: z.strictObject({
    left: z.strictObject({ outcome: DefinitionsOutcome, at: z.string() }).optional(),
    right: z.strictObject({ outcome: DefinitionsOutcome, at: z.string() }).optional(),
  }),
  dryRunAt: z.string().optional(),
});
export type ObjectStanding = z.infer<typeof ObjectStanding>;

/** The CRM's own list of changes, where it can be read: when its end was last reached, and why that fails. */
export const JournalView = z.strictObject({
  ...{ readAt: z.string().optional(), failingSince: z.string().optional(), reason: z.string().optional() },
});
export type JournalView = z.infer<typeof JournalView>;

/** `GET /v1/sync`, for leads and admins. */
export const SyncReport = z.strictObject({
  at: z.string(),
  /** What the two sides are called. */
  systems: bySide(z.string()),
  /** Whether the map keeps anything in agreement. */
  isInMap: z.boolean(),
  /** Whether rules can be changed right here, or only as a patch to be taken to where the map is kept. */
  canChangeMap: z.boolean(),
  journal: JournalView.optional(),
  objects: z.array(ObjectStanding),
});
export type SyncReport = z.infer<typeof SyncReport>;
