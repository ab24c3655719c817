import { z } from 'zod';
import { Reason } from '../failure/reason.ts';
import { Value } from './value.ts';

/** A sentence in pieces: words, values as the card writes them, and how long ago something is. */
export const Why = z.array(z.union([z.string(), Value, z.strictObject({ since: z.string() })]));
export type Why = z.infer<typeof Why>;

/** Where a value came from: the answer to "why do I see this?". */
export const Receipt = z.strictObject({
  system: z.string(),
  /** The vendor's name as people know it. */
  source: z.string(),
  record: z.strictObject({ type: z.string(), id: z.string(), url: z.string().optional() }).optional(),
  /** When the source last changed the record (ISO 8601), where it says so. */
  changedAt: z.string().optional(),
  /** When we read it (ISO 8601, server clock). */
  readAt: z.string(),
  /** Why it is so, by the map's sentence, in the reader's language. */
  why: Why.optional(),
  /** For admins: the mapping that produced it, `read: expression`, as written in the map. */
  mapping: z.string().optional(),
  /** Whose it is to change, where sync keeps it equal: in words, in the reader's language. */
  owner: z.string().optional(),
});
export type Receipt = z.infer<typeof Receipt>;

/** What a person does by hand instead. All text is the map's, placeholders already filled in. */
export const Fallback = z.strictObject({
  steps: z.array(z.strictObject({ text: z.string(), url: z.string().optional() })).min(1),
  /** Safe to say to the customer as it stands. */
  sentence: z.string().optional(),
  /** What the agent should know of its language. */
  note: z.string().optional(),
  owner: z.string(),
  contact: z.string().optional(),
});
export type Fallback = z.infer<typeof Fallback>;

/** Why there was no id to ask a system with. */
export const Unlinked = z.enum(['identity_ambiguous', 'nobody', 'no_requester', 'no_email', 'no_id', 'unknown_ticket']);
export type Unlinked = z.infer<typeof Unlinked>;

const named = { id: z.string(), label: z.string() };

/** Of an answer just given by a system that is known to give wrong values: not to be relied on. */
const doubt = { reason: z.literal('wrong_values').optional(), fallback: Fallback.optional() };

/** One value an agent can see, in exactly one of five states. */
export const Field = z.discriminatedUnion('state', [
  z.strictObject({ ...named, state: z.literal('ok'), value: Value, receipt: Receipt, ...doubt }),
  /** An older value. With `reason`: it could not be refreshed, or its system gives wrong values. Without: a fresh one is on its way. */
  z.strictObject({
    ...named,
    state: z.literal('stale'),
    value: Value,
    receipt: Receipt,
    reason: Reason.optional(),
    fallback: Fallback.optional(),
  }),
  /** Asked, and the system holds no such value. An answer, not a failure. */
  z.strictObject({
    ...named,
    state: z.literal('absent'),
    receipt: Receipt,
    /** What the map calls that: "Nothing due". */
    none: z.string().optional(),
    /** The card holds nothing at all, and its first field says so: this one says nothing, in the room it had. */
    isFolded: z.literal(true).optional(),
    ...doubt,
  }),
  /** Could not ask, or could not believe the answer. */
  z.strictObject({ ...named, state: z.literal('failed'), reason: Reason, fallback: Fallback }),
  /** Nothing to ask with. */
  z.strictObject({ ...named, state: z.literal('unlinked'), why: Unlinked }),
]);
export type Field = z.infer<typeof Field>;
