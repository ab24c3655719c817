import { createHash, createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';
import { createSignedTexts, macsBy, type SigningKeys } from './signed-token.ts';
import type { SignedEntry, SignedUrlDeps } from './signed-url.ts';
import { takenOnce } from './taken-once.ts';

export type ContinuedEntry = Omit<SignedEntry, 'otherHosts'>;

export interface ContinuedEntries {
  /** For somebody whose entry was verified just now. */
  issue(entry: Pick<SignedEntry, 'tenant' | 'installationId' | 'userId'>, location: string): string;
  /** Undefined for what is not ours, is for another place, or took too long. */
  open(text: string, location: string): ContinuedEntry | undefined;
}

const Kept = z.strictObject({
  ...{ t: z.string(), i: z.string(), u: z.string(), l: z.string(), n: z.string(), e: z.number() },
});
/** As long as a consent may take. */
const LIFE_MS = 10 * 60_000;
const MAX_LENGTH = 1000;

/**
 * What the page is given that asks an admin to connect the helpdesk: the entry it came by, to be used once more when
 * that is done, as the helpdesk's own token was used up by showing the page. `secret` is at least 32 random bytes.
 */
export function createContinuedEntries(
  secret: SigningKeys,
  { takeOnce, now }: Pick<SignedUrlDeps, 'takeOnce' | 'now'>,
): ContinuedEntries {
  const macOf = (key: Buffer) => (payload: string) =>
    createHmac('sha256', key).update(`continued entry ${payload}`).digest();
  const signed = createSignedTexts(macsBy(secret, macOf), MAX_LENGTH);
  const nameOf = (text: string) => `continued ${createHash('sha256').update(text).digest('base64url')}`;

  return {
    issue({ tenant, installationId, userId }, location) {
      const kept = { t: tenant, i: installationId, u: userId, l: location, n: randomBytes(12).toString('base64url') };
      return signed.write({ ...kept, e: now() + LIFE_MS } satisfies z.infer<typeof Kept>);
    },
    open(text, location) {
      const kept = Kept.safeParse(signed.read(text)).data;
      const tenant: TenantId | undefined = kept && tenantId(kept.t);
      if (!kept || !tenant || kept.l !== location || kept.e <= now()) return undefined;
      const take = () => takenOnce(takeOnce(tenant, nameOf(text), kept.e));
      return { tenant, installationId: kept.i, userId: kept.u, take, isUsed: () => false };
    },
  };
}
