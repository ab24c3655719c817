import { z } from 'zod';

/** How serious a value is. Always drawn with a shape and a word, never by colour alone. */
export const Tone = z.enum(['good', 'neutral', 'warn', 'bad']);
export type Tone = z.infer<typeof Tone>;

const isoTime = z.string();

/** One known issue or incident that touches this ticket. Vendor text: shown as text, never as markup. */
export const Issue = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** The tracker's status in our words, e.g. "Identified". */
  status: z.string(),
  tone: Tone,
  since: isoTime.optional(),
  workaround: z.string().optional(),
  /** What made it match this ticket, e.g. `exports` (a tag, component or label). */
  matched: z.array(z.string()),
  url: z.string().optional(),
  /** A customer-safe sentence, offered as a draft in the editor. */
  sentence: z.string().optional(),
  /** What the agent should know of its language. */
  note: z.string().optional(),
});
export type Issue = z.infer<typeof Issue>;

/** One of the customer's other tickets, in one line. Its subject is a person's text: shown as text, never as markup. */
const PastTicket = z.strictObject({
  title: z.string(),
  status: z.string(),
  at: isoTime,
  /** What went wrong or well with it, in a word, and how serious that is. */
  note: z.string().optional(),
  tone: Tone,
  /** All that is known of it besides, in words. */
  about: z.string(),
  url: z.string(),
});

/**
 * What a field holds. Times are ISO 8601; `amount` is a decimal string in major units
 * of the ISO 4217 `currency`, so that no reader divides by a hundred again.
 */
export const Value = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: z.string() }),
  z.strictObject({
    kind: z.literal('code'),
    code: z.string(),
    label: z.string(),
    tone: Tone,
    /** False when the map has no word for this code: shown as new, never as a guess. */
    isConfirmed: z.boolean(),
    since: isoTime.optional(),
  }),
  z.strictObject({
    kind: z.literal('number'),
    number: z.number(),
    of: z.number().optional(),
    note: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal('money'),
    amount: z.string(),
    currency: z.string(),
    at: isoTime.optional(),
    /** Amounts in other currencies: never summed. */
    more: z.array(z.strictObject({ amount: z.string(), currency: z.string() })).optional(),
  }),
  z.strictObject({
    kind: z.literal('date'),
    at: isoTime,
    /** Of a time until when something is due: what is said before it, and after it. */
    due: z.strictObject({ before: z.string(), after: z.string() }).optional(),
    /** Of what time it is now somewhere (`at` is `now`): the IANA name of that zone, and where and who that is. */
    zone: z.string().optional(),
    note: z.string().optional(),
  }),
  /** `says`: what the line shows, for whoever does not see it. */
  z.strictObject({ kind: z.literal('trend'), points: z.array(z.number()), says: z.string().optional() }),
  z.strictObject({
    kind: z.literal('issues'),
    items: z.array(Issue),
    /** Open known issues that do not match this ticket. */
    elsewhere: z.int(),
    /** There are more than could be read: neither the list nor the count is whole. */
    isPartial: z.literal(true).optional(),
  }),
  z.strictObject({
    kind: z.literal('tickets'),
    /** How many are open, or that there are none. */
    text: z.string(),
    items: z.array(PastTicket),
  }),
]);
export type Value = z.infer<typeof Value>;
