import { z } from 'zod';

/** A product id, its `plan_code`, a price id or its lookup key. */
const ProductName = z.string().trim().min(1).max(200);

/**
 * `apiVersion`: a version name of https://docs.stripe.com/api/versioning, e.g. `2026-10-28.endive`.
 * `planProducts`: what counts as a plan; `addOnProducts`: what never does. Products with a `plan_code` in their
 * metadata need not be named.
 */
export const StripeOptions = z.strictObject({
  apiVersion: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$/)
    .optional(),
  planProducts: z.array(ProductName).optional(),
  addOnProducts: z.array(ProductName).optional(),
});
