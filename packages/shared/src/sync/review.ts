import { z } from 'zod';
import { SyncRule } from '../map/sync.ts';
import { bySide, LetterReason, ReviewWhy, ShownValue, SyncSide, WriterKind } from './sync-parts.ts';

/** One side of an item. */
export const ReviewSide = z.strictObject({
  /** Absent where the reader may not see it. */
  value: ShownValue.optional(),
  /** When it was set there, as far as known. `isLatest`: then or some time before. */
  setAt: z.string().optional(),
  isLatest: z.boolean().optional(),
  by: WriterKind.optional(),
  /** What that is called there: an app, a form, an import or a workflow. */
  byName: z.string().optional(),
  /** What the side calls the record, and where it is found there. */
  recordId: z.string().optional(),
  url: z.string().optional(),
  /** Of an item about whole records: those it is about. */
  records: z.array(z.strictObject({ id: z.string(), url: z.string().optional() })).optional(),
});
export type ReviewSide = z.infer<typeof ReviewSide>;

/** What the map says of the field. */
export const FieldRuleView = z.union([
  z.strictObject({ kind: z.literal('owned'), owner: z.union([SyncSide, z.literal('sidelight')]) }),
  z.strictObject({ kind: z.literal('shared'), rule: SyncRule, windowMs: z.number() }),
]);
export type FieldRuleView = z.infer<typeof FieldRuleView>;

/** Another rule, by which items like this one would be decided. */
export const RuleChange = z.union([
  z.strictObject({ kind: z.literal('rule'), rule: SyncRule }),
  z.strictObject({ kind: z.literal('first'), first: z.enum(['crm', 'helpdesk']) }),
]);
export type RuleChange = z.infer<typeof RuleChange>;

export const ReviewItem = z.strictObject({
  id: z.string(),
  object: z.string(),
  objectLabel: z.string(),
  /** Which record, in a word of its own: an e-mail address, a name. Absent where nobody knows, or may not be shown. */
  title: z.string().optional(),
  /** Absent where it is about the whole record. */
  field: z.string().optional(),
  fieldLabel: z.string().optional(),
  why: ReviewWhy,
  /** Nothing is written until it is decided; else it only keeps what gave way. */
  blocks: z.boolean(),
  isMasked: z.boolean(),
  sides: bySide(ReviewSide),
  rule: FieldRuleView.optional(),
  ruleChanges: z.array(RuleChange),
  /** Of a list of codes: those that can be typed. */
  codes: z.array(z.string()).optional(),
  openedAt: z.string(),
  dueAt: z.string(),
  isOverdue: z.boolean(),
  /** Who has decided it, and whether it is only about to be done. */
  decided: z
    .strictObject({
      by: z.string(),
      at: z.string().optional(),
      isDone: z.boolean(),
      take: z.enum(['left', 'right', 'neither', 'value']),
      value: ShownValue.optional(),
      undo: z.enum(['possible', 'under_way']),
    })
    .optional(),
});
export type ReviewItem = z.infer<typeof ReviewItem>;

/** `GET /v1/sync/reviews` */
export const ReviewPage = z.strictObject({
  items: z.array(ReviewItem),
  /** What to ask the next page with. */
  next: z.string().optional(),
  /** Decided within the last hour: can be undone. Only on the first page. */
  decided: z.array(ReviewItem),
});
export type ReviewPage = z.infer<typeof ReviewPage>;

export const Letter = z.strictObject({
  id: z.string(),
  object: z.string(),
  objectLabel: z.string(),
  title: z.string().optional(),
  field: z.string(),
  fieldLabel: z.string(),
  /** The side that did not take it. */
  side: SyncSide,
  reason: LetterReason,
  /** What is wrong with the value; never the value. */
  valueClass: z.string().optional(),
  at: z.string(),
  recordId: z.string().optional(),
  url: z.string().optional(),
  /** About to be tried again. */
  isReplayed: z.boolean(),
});
export type Letter = z.infer<typeof Letter>;

/** `GET /v1/sync/letters`: the oldest of those asked for. */
export const LetterPage = z.strictObject({ letters: z.array(Letter), isMore: z.boolean() });
export type LetterPage = z.infer<typeof LetterPage>;
