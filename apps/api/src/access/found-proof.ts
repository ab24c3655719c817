import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { TenantId } from '../tenants/tenant-id.ts';
import { createSignedTexts, macsBy, type SigningKeys } from './signed-token.ts';

interface Who {
  readonly tenant: TenantId;
  readonly userId: string;
}
interface Found {
  readonly requesterId: string;
  readonly accountId: string;
}

const LIFE_MS = 15 * 60_000;
const MAX_LENGTH = 1000;
const Kept = z.object({ t: z.string(), u: z.string(), r: z.string(), a: z.string(), e: z.number() });

/** That a search has found an account for an agent and a requester. Signed instead of kept, so that any process can check it. `secret` is at least 32 random bytes. */
export function createFoundProof(secret: SigningKeys, now: () => number) {
  const macOf = (key: Buffer) => (payload: string) =>
    createHmac('sha256', key).update(`found account ${payload}`).digest();
  const signed = createSignedTexts(macsBy(secret, macOf), MAX_LENGTH);
  return {
    of: ({ tenant, userId }: Who, { requesterId, accountId }: Found): string =>
      signed.write({ t: tenant, u: userId, r: requesterId, a: accountId, e: now() + LIFE_MS } satisfies z.infer<
        typeof Kept
      >),
    holds(
      { tenant, userId }: Who,
      { requesterId, accountId, found }: Found & { readonly found?: string | undefined },
    ): boolean {
      const kept = found === undefined ? undefined : Kept.safeParse(signed.read(found)).data;
      if (!kept || kept.e <= now()) return false;
      return kept.t === tenant && kept.u === userId && kept.r === requesterId && kept.a === accountId;
    },
  };
}
