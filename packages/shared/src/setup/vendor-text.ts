import { z } from 'zod';

/** What a vendor's connection form says: where its keys are made, what its rights are for. In every language there is. */
export const VendorText = z.strictObject({ en: z.string(), de: z.string() });
export type VendorText = z.infer<typeof VendorText>;
