import { z } from 'zod';
import { Reason } from '../failure/reason.ts';
import { HelpdeskId } from './request.ts';
import { NOTE_LENGTH } from './reveal-note.ts';
import { Value } from './value.ts';

/** Why somebody needs a value that is masked for their role: what goes into the audit. */
export const RevealReason = z.enum(['customer_asks', 'payment', 'contract', 'security', 'other']);
export type RevealReason = z.infer<typeof RevealReason>;

/** `POST /v1/reveal`: one masked field of the ticket that is open. */
export const RevealRequest = z.strictObject({
  ticketId: HelpdeskId,
  field: z.string().min(1).max(120),
  reason: RevealReason,
  /** In their own words. It is kept apart from the audit, which holds nothing that anybody has typed. */
  note: z.string().trim().min(NOTE_LENGTH.least).max(NOTE_LENGTH.most),
});
export type RevealRequest = z.infer<typeof RevealRequest>;

export const RevealAnswer = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('shown'),
    /** Absent where the system holds none. */
    value: Value.optional(),
    /** What the map calls that there is none. */
    none: z.string().optional(),
    source: z.string(),
    /** When it was read (ISO 8601, server clock). */
    readAt: z.string(),
    /** Why it should not be relied on. */
    reason: Reason.optional(),
    /** From then on it is masked again (Unix milliseconds, server clock). */
    expiresAtMs: z.number(),
  }),
  /** It could not be had, so nothing was shown and nothing counts. */
  z.strictObject({ kind: z.literal('failed'), reason: Reason.optional() }),
]);
export type RevealAnswer = z.infer<typeof RevealAnswer>;
