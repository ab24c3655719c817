import { z } from 'zod';
import { Text } from './text.ts';

const ms = z.int().min(50);

/**
 * What must come back of the canary. A text or number: exactly that (of a code its code, of money `24.00 EUR`).
 * For what changes by itself: `{ present: true }` any value, `{ from, to }` a number between the two,
 * `{ has }` a known issue among others, by its key or its title.
 */
export const Expected = z.union([
  z.string(),
  z.number(),
  z.strictObject({ present: z.literal(true) }),
  z.strictObject({ from: z.number(), to: z.number() }),
  z.strictObject({ has: z.string().min(1) }),
]);
export type Expected = z.infer<typeof Expected>;

/** `map/health.yaml`: how closely systems are watched, and what the SLO is. All `…Ms` in milliseconds. */
export const HealthRules = z.strictObject({
  probes: z.strictObject({
    isOn: z.boolean().default(true),
    /** A system nobody has asked for this long is asked by us; a healthy one no more than once in five minutes. */
    quietMs: z.int().min(300_000).default(300_000),
    /** After a first failure, and while it is recovering. */
    suspectMs: ms,
    downMs: ms,
    /** While our credentials are refused: a vendor counts these. */
    lockedMs: ms,
  }),
  /**
   * The vendors' own status pages, while somebody is at work or something is wrong: some count calls, and none changes
   * its mind within a minute.
   */
  statusPages: z.strictObject({ everyMs: z.int().min(60_000) }).default({ everyMs: 60_000 }),
  /**
   * A test customer whose values are known, read through the whole path while somebody is at work: catches a system
   * that is up but wrong. Soon again only after it came out wrong.
   */
  canary: z
    .strictObject({
      everyMs: z.int().min(900_000).default(900_000),
      /** Helpdesk ticket id. */
      ticket: z.string().regex(/^\d{1,20}$/, 'write the ticket’s number, in quotes'),
      /** By field id; at least one of every connected system. */
      expects: z.record(z.string(), Expected),
    })
    .optional(),
  /** The SLO agents and leads can hold us to: this share of contexts within this time. */
  slo: z.strictObject({ withinMs: ms, share: z.number().gt(0).lt(1), days: z.int().min(1).max(90) }),
  /** Tickets answered while a decision field was old, missing or wrong. */
  marking: z.strictObject({
    isOn: z.boolean(),
    /** Of the notes: whoever opens the ticket reads them, whatever language their own pages have. */
    language: z.enum(['en', 'de']).default('en'),
    tag: z.string().regex(/^[a-z0-9_-]+$/, 'write it in small letters, digits, _ and - only'),
    note: Text,
    /**
     * What became of it, each a second internal note: the values were right, one was not, somebody has told the customer
     * (`{{by}}`). Without one, none is written.
     */
    outcome: z
      .strictObject({ confirmed: Text.optional(), different: Text.optional(), handled: Text.optional() })
      .default({}),
    /**
     * What is told on a ticket that waits for an issue: it was closed (`{{end}}`: what the tracker calls that), or the
     * tracker has not shown it for a day. `{{issue}}` is its number, `{{title}}` its title. Without them nobody can ask
     * to be told.
     */
    issue: z.strictObject({ closed: Text.optional(), gone: Text.optional() }).default({}),
  }),
  /**
   * What may be said to a customer who was told something that turned out different: `{{field}}`, `{{was}}`, `{{now}}`.
   * A field may have its own (`correction`).
   */
  correction: Text.optional(),
  /** Older reviews and fallback confirmations are pointed out. */
  reviewEveryDays: z.int().min(1),
});
export type HealthRules = z.infer<typeof HealthRules>;
