import { z } from 'zod';
import { Text } from './text.ts';

const ms = z.int().min(50);

/** `map/health.yaml`: how closely systems are watched, and what is promised. All `…Ms` in milliseconds. */
export const HealthRules = z.strictObject({
  probes: z.strictObject({
    isOn: z.boolean().default(true),
    /** A system nobody has asked for this long is asked by us; a healthy one no more than once a minute. */
    quietMs: z.int().min(60_000),
    /** After a first failure, and while it is recovering. */
    suspectMs: ms,
    downMs: ms,
    /** While our credentials are refused: a vendor counts these. */
    lockedMs: ms,
  }),
  /** A made-up customer whose values are known, read through the whole path: catches a system that is up but wrong. */
  canary: z
    .strictObject({
      everyMs: ms,
      /** Helpdesk ticket id. */
      ticket: z.string().regex(/^\d{1,20}$/),
      /** By field id: the code, text or number that must come back. */
      expects: z.record(z.string(), z.union([z.string(), z.number()])),
    })
    .optional(),
  /** The promise agents and leads can hold us to: this share of contexts within this time. */
  promise: z.strictObject({ withinMs: ms, share: z.number().gt(0).lt(1), days: z.int().min(1).max(90) }),
  /** Tickets answered while a decision field was old or missing. */
  marking: z.strictObject({ isOn: z.boolean(), tag: z.string().regex(/^[a-z0-9_-]+$/), note: Text }),
  /** Older reviews and fallback confirmations are pointed out. */
  reviewEveryDays: z.int().min(1),
});
export type HealthRules = z.infer<typeof HealthRules>;
