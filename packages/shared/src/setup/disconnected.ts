import { z } from 'zod';
import { VendorText } from './vendor-text.ts';

/**
 * What the vendor knows of a connection that is forgotten here. `by_hand`: its sign-in, or its key, goes on being good
 * there until a person ends it. `not_taken_back`: it was asked, and did not take it. `ended`: it was good no more.
 */
export const AtVendor = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['given_back', 'ended']) }),
  z.strictObject({ kind: z.literal('not_taken_back') }),
  z.strictObject({ kind: z.literal('by_hand'), text: VendorText.optional(), url: z.url().optional() }),
]);
export type AtVendor = z.infer<typeof AtVendor>;

/** `DELETE /v1/setup/connections/:connector`. */
export const Disconnected = z.strictObject({ atVendor: AtVendor });
export type Disconnected = z.infer<typeof Disconnected>;
