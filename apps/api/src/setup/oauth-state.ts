import { createHash, createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { createSignedText, type SigningKeys } from '../access/signed-token.ts';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';

/** Who has gone to the vendor's page, and comes back. */
export interface Consent {
  readonly tenant: TenantId;
  readonly userId: string;
  /** Scopes that are not asked for, because the helpdesk's client may not. */
  readonly left: readonly string[];
  /** What is being connected, where it is not the helpdesk. */
  readonly connector?: string | undefined;
  /** Which of the vendor's accounts, where one sign-in opens several. */
  readonly account?: string | undefined;
}

export interface OpenedConsent extends Consent {
  readonly verifier: string;
  readonly challenge: string;
  readonly issuedAtMs: number;
}

const Kept = z.strictObject({
  ...{ t: z.string(), u: z.string(), n: z.string(), e: z.number() },
  ...{ s: z.string().optional(), c: z.string().optional(), a: z.string().optional() },
});
type Purpose = 'oauth' | 'agent oauth' | 'connection oauth';
export const CONSENT_LIFE_MS = 10 * 60_000;
const MAX_LENGTH = 1000;

/**
 * The `state` of an OAuth consent, signed instead of kept, and its PKCE verifier, which only who has the secret can
 * work out from it (RFC 7636). `secret`: at least 32 random bytes each, the same in every process. `purpose`: one that was
 * issued for another is none.
 */
export function createOauthState(secret: SigningKeys, now: () => number, purpose: Purpose = 'oauth') {
  const [first, ...others] = secret;
  const signerBy = (key: Buffer) => {
    const mac = (kind: 'state' | 'verifier', text: string) =>
      createHmac('sha256', key).update(`${purpose} ${kind} ${text}`).digest();
    const verifierOf = (state: string) => mac('verifier', state).toString('base64url');
    return { ...createSignedText((payload) => mac('state', payload), MAX_LENGTH), verifierOf };
  };
  const current = signerBy(first);
  const signers = [current, ...others.map(signerBy)];
  const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url');

  return {
    issue({ tenant, userId, left, connector, account }: Consent): {
      readonly state: string;
      readonly challenge: string;
    } {
      const kept = {
        t: tenant,
        u: userId,
        n: randomBytes(12).toString('base64url'),
        e: now() + CONSENT_LIFE_MS,
        ...(left.length > 0 && { s: left.join(' ') }),
        ...(connector !== undefined && { c: connector }),
        ...(account !== undefined && { a: account }),
      };
      const state = current.write(kept satisfies z.infer<typeof Kept>);
      return { state, challenge: challengeOf(current.verifierOf(state)) };
    },
    /** Undefined for one that is not ours, or took too long. */
    open(state: string): OpenedConsent | undefined {
      const signer = signers.find(({ read }) => read(state) !== undefined);
      if (!signer) return undefined;
      const kept = Kept.parse(signer.read(state));
      const verifier = signer.verifierOf(state);
      const tenant = tenantId(kept.t);
      if (!tenant || kept.e < now()) return undefined;
      const left = (kept.s ?? '').split(' ').filter((scope) => scope !== '');
      return {
        ...{ tenant, userId: kept.u, left, connector: kept.c, account: kept.a },
        ...{ verifier, challenge: challengeOf(verifier), issuedAtMs: kept.e - CONSENT_LIFE_MS },
      };
    },
  };
}

export type OauthState = ReturnType<typeof createOauthState>;
