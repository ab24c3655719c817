import { z } from 'zod';

/** `issues.myself`: whose credentials these are, by the vendor's own id. Proof that they work; shown nowhere. */
export const SignedInRecord = z.strictObject({ accountId: z.string() });
export type SignedInRecord = z.infer<typeof SignedInRecord>;
