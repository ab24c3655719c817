import { z } from 'zod';

/** The two sides of sync as pages and commands name them: the CRM is always the left one. */
export const SyncSide = z.enum(['left', 'right']);
export type SyncSide = z.infer<typeof SyncSide>;

/** As people read it: nothing, one value, or several. */
export const ShownValue = z.union([z.null(), z.string(), z.array(z.string())]);
export type ShownValue = z.infer<typeof ShownValue>;

export const bySide = <T extends z.ZodType>(of: T) => z.strictObject({ left: of, right: of });

/** Why a field, or a whole record, waits for a person, or why a value that lost was kept. */
export const ReviewWhy = z.enum([
  'inside_window',
  'clock_uncertain',
  'older_kept',
  'customer_wins',
  'crm_wins',
  'support_wins',
  'owner_wins',
  'manual',
  'never_agreed',
  'ping_pong',
  'consent',
  'duplicate',
  'two_users_one_contact',
  'gone_on_left',
  'gone_on_right',
  'erase_on_other_side',
  'ambiguous_match',
]);
export type ReviewWhy = z.infer<typeof ReviewWhy>;

/** Why a value was not written, and is not tried again by itself. */
export const LetterReason = z.enum([
  'mapping',
  'validation',
  'duplicate',
  'permission',
  'gone',
  'unlinked',
  'not_taken',
]);
export type LetterReason = z.infer<typeof LetterReason>;

/** Who made a change, as far as the vendor tells. */
export const WriterKind = z.enum(['person', 'form', 'import', 'workflow', 'app', 'sidelight', 'unknown']);
export type WriterKind = z.infer<typeof WriterKind>;

/** Why a field is neither compared nor written: what its property has become on a side, or that its expression failed. */
export const AsideWhy = z.enum(['gone', 'read_only', 'type', 'options', 'expression']);
export type AsideWhy = z.infer<typeof AsideWhy>;

/** What came of asking a side for its properties. */
export const DefinitionsOutcome = z.enum(['read', 'forbidden', 'no_answer']);
export type DefinitionsOutcome = z.infer<typeof DefinitionsOutcome>;
