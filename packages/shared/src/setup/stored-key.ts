import { z } from 'zod';
import { VendorText } from './vendor-text.ts';

/** What a system is reached or believed by, without its value. */
export const StoredKey = z.strictObject({
  system: z.string(),
  systemName: z.string(),
  /** The vendor's name, and our id of it. */
  ...{ name: z.string(), connector: z.string() },
  /** `consent`: given on the vendor's own page, and renewed by us. `server`: it stands in the server's environment. */
  kind: z.enum(['key', 'consent', 'signing_key', 'server']),
  /** What the vendor calls a key. */
  label: VendorText.optional(),
  /** When it was stored here and by whom; absent for what stands in the environment. */
  storedAt: z.string().optional(),
  by: z.string().optional(),
  /** When it ends, where it has an end of its own. `isLatest`: the vendor ends each by then, and it may end before. */
  end: z.strictObject({ at: z.string(), isLatest: z.boolean() }).optional(),
  /** What it is allowed to do, and what of that nothing here needs; none where the vendor does not say. */
  scopes: z.array(z.string()).optional(),
  more: z.array(z.string()).optional(),
  /** It does not open any more, or the vendor has ended it: it must be given again. */
  isUnusable: z.boolean(),
});
export type StoredKey = z.infer<typeof StoredKey>;

/** `GET /v1/setup/keys`, for admins. What ends first comes first. */
export const StoredKeys = z.strictObject({ at: z.string(), keys: z.array(StoredKey) });
export type StoredKeys = z.infer<typeof StoredKeys>;
