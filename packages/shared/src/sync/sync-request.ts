import { z } from 'zod';
import { SyncType } from '../map/sync.ts';
import { RuleChange } from './review.ts';
import { bySide, LetterReason, ReviewWhy } from './sync-parts.ts';
import { RunKind } from './sync-report.ts';

const object = z.string().regex(/^[a-z_]{1,40}$/);
const field = z.string().regex(/^[a-z][a-z0-9_]{0,79}$/);
const id = z.uuid();
const ids = z.array(id).min(1).max(200);

/** The query of `GET /v1/sync/reviews`. */
export const ReviewsRequest = z.strictObject({
  object: object.optional(),
  why: ReviewWhy.optional(),
  after: z.string().max(200).optional(),
});
export type ReviewsRequest = z.infer<typeof ReviewsRequest>;

export const DecideRequest = z.strictObject({
  ids,
  choice: z.union([
    z.strictObject({ take: z.enum(['left', 'right', 'neither']) }),
    /** Typed as the CRM would spell it; of one item. */
    z.strictObject({ value: z.string().max(5000) }),
  ]),
});
export type DecideRequest = z.infer<typeof DecideRequest>;

/** Why nothing was decided. `valueClass` and `codes`: what is wrong with what was typed. */
export const DecideRefusal = z.strictObject({
  code: z.enum(['not_open', 'whole_record', 'masked', 'not_in_map', 'one_at_a_time', 'not_a_value', 'too_late']),
  id: z.string().optional(),
  valueClass: z.string().optional(),
  codes: z.array(z.string()).optional(),
});
export type DecideRefusal = z.infer<typeof DecideRefusal>;

/** `done`: all that were meant, or as many as were still there. */
export const DecideAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('done'), count: z.int() }),
  z.strictObject({ kind: z.literal('refused'), refusals: z.array(DecideRefusal) }),
]);
export type DecideAnswer = z.infer<typeof DecideAnswer>;

export const UndoRequest = z.strictObject({ ids });
export type UndoRequest = z.infer<typeof UndoRequest>;

/** `field`: of a backfill, and only of that. */
export const RunRequest = z
  .strictObject({ object, kind: RunKind, field: field.optional() })
  .refine(({ kind, field: of }) => kind.startsWith('backfill') === (of !== undefined));
export type RunRequest = z.infer<typeof RunRequest>;

/** Holds a run at the page it is at, or lets it go on from there. */
export const PauseRequest = z.strictObject({ id, isPaused: z.boolean() });
export type PauseRequest = z.infer<typeof PauseRequest>;

export const SwitchRequest = z.strictObject({ object, isOn: z.boolean() });
export type SwitchRequest = z.infer<typeof SwitchRequest>;

/** By id, by reason, by kind of record, or, with none of them, all. */
export const ReplayRequest = z.strictObject({
  id: id.optional(),
  reason: LetterReason.optional(),
  object: object.optional(),
});
export type ReplayRequest = z.infer<typeof ReplayRequest>;

export const UnpairedRequest = z.strictObject({ object });
export type UnpairedRequest = z.infer<typeof UnpairedRequest>;

export const LettersRequest = z.strictObject({ reason: LetterReason.optional(), object: object.optional() });
export type LettersRequest = z.infer<typeof LettersRequest>;

/** What became of switching, asking for a run, or trying again. */
export const SyncCommandAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('done'), count: z.int().optional() }),
  z.strictObject({
    kind: z.literal('refused'),
    why: z.enum([
      'not_in_map',
      'not_connected',
      'no_dry_run',
      'old_dry_run',
      'no_right_to_write',
      'switched_off',
      'nothing_to_approve',
      'under_way',
      'aside',
      'not_under_way',
    ]),
  }),
]);
export type SyncCommandAnswer = z.infer<typeof SyncCommandAnswer>;

/** Which rule, made from which item. */
export const RulePatchRequest = z.strictObject({ id, change: RuleChange });
export type RulePatchRequest = z.infer<typeof RulePatchRequest>;

/** `base`: what was looked at, so that nothing else is changed. */
export const RuleApplyRequest = z.strictObject({ id, change: RuleChange, base: z.string().max(100) });
export type RuleApplyRequest = z.infer<typeof RuleApplyRequest>;

export const RuleRefusal = z.enum([
  'not_open',
  'not_in_map',
  'as_it_is',
  'cannot_be_written',
  'changed_meanwhile',
  'read_only',
]);
export type RuleRefusal = z.infer<typeof RuleRefusal>;

/** A change of the map, as `git apply` takes it. */
export const RulePatchAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('patch'), patch: z.string(), base: z.string(), canApply: z.boolean() }),
  z.strictObject({ kind: z.literal('refused'), why: RuleRefusal }),
]);
export type RulePatchAnswer = z.infer<typeof RulePatchAnswer>;

export const RuleApplyAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('done') }),
  z.strictObject({ kind: z.literal('refused'), why: RuleRefusal }),
]);
export type RuleApplyAnswer = z.infer<typeof RuleApplyAnswer>;

/** A field that both sides have and the map has not: `id`, what the map would call it. */
const Proposal = z.strictObject({
  ...{ object: z.string(), id: z.string(), label: z.string(), objectLabel: z.string(), type: SyncType },
  sides: bySide(z.strictObject({ property: z.string(), label: z.string() })),
  /** Codes of the CRM that have a partner, and how many have none. */
  ...{ codes: z.array(z.string()), without: z.int() },
});
export type Proposal = z.infer<typeof Proposal>;

/** `GET /v1/sync/fields` */
export const ProposalPage = z.strictObject({ proposals: z.array(Proposal) });
export type ProposalPage = z.infer<typeof ProposalPage>;

export const FieldPatchRequest = z.strictObject({ object, id: field });
export type FieldPatchRequest = z.infer<typeof FieldPatchRequest>;

export const FieldApplyRequest = z.strictObject({ object, id: field, base: z.string().max(100) });
export type FieldApplyRequest = z.infer<typeof FieldApplyRequest>;
