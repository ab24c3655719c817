import { ReviewWhy, WriterKind } from '@sidelight/shared/sync/sync-parts.ts';
import { z } from 'zod';

/** A value in our form: see `canonical/canon.ts`. */
export const Value = z.union([z.null(), z.string(), z.array(z.string()).readonly()]);
/** Milliseconds since 1970; of the vendor's clock where the name says version, else of ours. */
const ms = z.number();

/**
 * One write of ours. `versionMs` is there once the side has answered it; `isOver`: nobody waits for the answer any more,
 * though the write may still arrive.
 */
const Sent = z.object({ value: Value, atMs: ms, versionMs: ms.optional(), isOver: z.literal(true).optional() });
export type Sent = z.infer<typeof Sent>;

const SideState = z.object({
  /** What the side holds, as far as we know. Absent where we do not. */
  holds: Value.optional(),
  /** The last edit by somebody else that we know of. */
  /** `isGuess`: it was found by reading, and made at its version or some time before. */
  edit: z
    .object({
      ...{ value: Value, versionMs: ms, seenMs: ms },
      isGuess: z.literal(true).optional(),
      by: WriterKind.optional(),
      byName: z.string().optional(),
      byId: z.string().optional(),
    })
    .optional(),
  /** Our writes of late, oldest first: their echoes are known by value and version. */
  sent: z.array(Sent).default([]),
  /**
   * What the side is to hold: waits to be sent, or is under way (`isSent`). `isAlone`: sent with others it was refused, and
   * nobody said which of them was meant.
   */
  target: z.object({ value: Value, isSent: z.boolean(), isAlone: z.literal(true).optional() }).optional(),
  /** The side did not take this: it is not sent again by itself. */
  refused: z.object({ value: Value }).optional(),
});
export type SideState = z.infer<typeof SideState>;

/** Everything that is known of one field of one linked pair of records. */
export const FieldState = z.object({
  /** Absent while the two have never agreed, and while a person has to decide. */
  agreed: z.object({ value: Value }).optional(),
  /** What was agreed before the writes that are not done yet. */
  before: z.object({ value: Value }).optional(),
  /** The edit that made the agreed value. `trueMs`: on our clock, give or take `uncertaintyMs`. */
  origin: z
    .object({
      side: z.enum(['left', 'right', 'sidelight']),
      trueMs: ms,
      uncertaintyMs: ms,
      isCustomer: z.boolean(),
    })
    .optional(),
  left: SideState.default({ sent: [] }),
  right: SideState.default({ sent: [] }),
  /** Nothing is written while a person has to decide. */
  held: z.object({ why: ReviewWhy, sinceMs: ms, left: Value, right: Value }).optional(),
  /** When somebody else changed a value that we had just written. */
  rounds: z.array(ms).default([]),
});
export type FieldState = z.infer<typeof FieldState>;

export const unknownField = (): FieldState => ({ left: { sent: [] }, right: { sent: [] }, rounds: [] });
