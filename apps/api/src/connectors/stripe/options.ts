import { z } from 'zod';

/** `apiVersion`: a version name of https://docs.stripe.com/api/versioning, e.g. `2026-10-28.endive`. */
export const StripeOptions = z.strictObject({ apiVersion: z.string().optional() });
