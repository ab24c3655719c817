import { z } from 'zod';
import { ERASE_REASONS } from './erase-reasons.ts';

export const EraseReason = z.enum(ERASE_REASONS);

/**
 * `restorable`: deleted in the helpdesk, where they can be restored for a while. `settling`: done, and looked at once more.
 * `held_elsewhere`: done here; another system still holds them.
 */
export const ErasureState = z.enum(['restorable', 'waiting', 'running', 'settling', 'held_elsewhere', 'done']);
export type ErasureState = z.infer<typeof ErasureState>;

/** One erasure. Whom it was about is in none. */
export const ErasureItem = z.object({
  id: z.string(),
  state: ErasureState,
  cause: z.enum(['command_line', 'page', 'helpdesk', 'crm']),
  reason: EraseReason.optional(),
  /** Helpdesk user id, the user of a command line, or a system. */
  askedBy: z.string(),
  askedAt: z.string(),
  endedAt: z.string().optional(),
  /** When whoever can be restored is erased, if nobody restores them. */
  dueAt: z.string().optional(),
  /** When it is looked at again at the latest. */
  nextAt: z.string().optional(),
  /** The day the last backup that holds them is gone. */
  backupsUntil: z.string().optional(),
  /** Places that could not be reached, or still hold them. */
  findings: z.int(),
});
export type ErasureItem = z.infer<typeof ErasureItem>;

export const ErasureStep = z.object({
  /** The name of a table, or of what else holds something. */
  place: z.string(),
  state: z.enum(['done', 'failed', 'elsewhere']),
  rows: z.int(),
  at: z.string(),
  tries: z.int(),
  reason: z.string().optional(),
  owner: z.string().optional(),
  /** The record in the other system, until it is gone there. */
  ref: z.string().optional(),
});
export type ErasureStep = z.infer<typeof ErasureStep>;

export const ErasureReceipt = ErasureItem.extend({ steps: z.array(ErasureStep) });
export type ErasureReceipt = z.infer<typeof ErasureReceipt>;
