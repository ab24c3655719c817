import { z } from 'zod';

/** `sentence`: the adopter's own wording for a reply about any incident. */
export const StatuspageOptions = z.strictObject({ sentence: z.string().trim().min(1).optional() });
