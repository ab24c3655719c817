import { z } from 'zod';

/** `telemetry.usage`: how an account uses the product. */
export const UsageRecord = z.strictObject({
  activeUsers7d: z.int(),
  activeUsers30d: z.int(),
  lastSeenAt: z.string().nullable(),
  /** Active users per day, oldest first, the last eight days. */
  trend: z.array(z.number()),
  /** Of the product, as the account's newest event that says so has it. */
  appVersion: z.string().nullable().default(null),
  /** Feature flags that were on in the account's newest event that names any. */
  flags: z.array(z.string()).default([]),
});
export type UsageRecord = z.infer<typeof UsageRecord>;

/** `telemetry.errors`: what broke for the account in the last 24 hours. */
export const ErrorsRecord = z.strictObject({
  count24h: z.int(),
  topType: z.string().nullable(),
  lastAt: z.string().nullable(),
});
export type ErrorsRecord = z.infer<typeof ErrorsRecord>;

/** What a flag of a person says. `unclear`: something is there that says neither, or their records contradict each other. */
export const Flag = z.enum(['yes', 'no', 'unclear']);
export type Flag = z.infer<typeof Flag>;

/** `telemetry.person`: flags of one person, by the names the map asked for. One that is not set is left out. */
export const PersonRecord = z.strictObject({ flags: z.record(z.string(), Flag) });
export type PersonRecord = z.infer<typeof PersonRecord>;
