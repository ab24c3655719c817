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
