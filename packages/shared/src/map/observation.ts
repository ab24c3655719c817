import { z } from 'zod';

/**
 * What the running product has seen, without any value: kinds, codes and counts.
 * `call`: a connector was asked (`system/connector`) · `read`: a read was answered ·
 * `field`: a field was shown (`filled`, `absent`, `bad_answer`) · `code`: a field held this code ·
 * `looks`: a field's text looked like this (`an e-mail address`, `a phone number`).
 */
export const Observation = z.strictObject({
  kind: z.enum(['call', 'read', 'field', 'code', 'looks']),
  name: z.string(),
  detail: z.string(),
  count: z.int(),
});
export type Observation = z.infer<typeof Observation>;

/** `GET /v1/map/observed`: everything seen on the last days. */
export const Observed = z.strictObject({
  days: z.int(),
  all: z.array(Observation),
});
export type Observed = z.infer<typeof Observed>;

/** Its query: how many days, today included. */
export const ObservedRequest = z.strictObject({ days: z.coerce.number().int().min(1).max(60).default(7) });
