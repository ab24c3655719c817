import { createHash, createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { createSignedText } from '../access/signed-token.ts';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';

/** Who has gone to the vendor's page, and comes back. */
export interface Consent {
  readonly tenant: TenantId;
  readonly userId: string;
  /** Scopes that are not asked for, because the helpdesk's client may not. */
  readonly left: readonly string[];
}

export interface OpenedConsent extends Consent {
  readonly verifier: string;
  readonly issuedAtMs: number;
}

const Kept = z.strictObject({ t: z.string(), u: z.string(), n: z.string(), e: z.number(), s: z.string().optional() });
export const CONSENT_LIFE_MS = 10 * 60_000;
const MAX_LENGTH = 1000;

/**
 * The `state` of an OAuth consent, signed instead of kept, and its PKCE verifier, which only who has the secret can
 * work out from it (RFC 7636). `secret` is at least 32 random bytes, the same in every process. `purpose`: one that was
 * issued for another is none.
 */
export function createOauthState(secret: Buffer, now: () => number, purpose: 'oauth' | 'agent oauth' = 'oauth') {
  const mac = (kind: 'state' | 'verifier', text: string) =>
    createHmac('sha256', secret).update(`${purpose} ${kind} ${text}`).digest();
  const signed = createSignedText((payload) => mac('state', payload), MAX_LENGTH);
  const verifierOf = (state: string) => mac('verifier', state).toString('base64url');

  return {
    issue({ tenant, userId, left }: Consent): { readonly state: string; readonly challenge: string } {
      const kept = {
        t: tenant,
        u: userId,
        n: randomBytes(12).toString('base64url'),
        e: now() + CONSENT_LIFE_MS,
        ...(left.length > 0 && { s: left.join(' ') }),
      };
      const state = signed.write(kept satisfies z.infer<typeof Kept>);
      return { state, challenge: createHash('sha256').update(verifierOf(state)).digest('base64url') };
    },
    /** Undefined for one that is not ours, or took too long. */
    open(state: string): OpenedConsent | undefined {
      const payload = signed.read(state);
      if (payload === undefined) return undefined;
      const kept = Kept.parse(payload);
      const tenant = tenantId(kept.t);
      if (!tenant || kept.e < now()) return undefined;
      const left = (kept.s ?? '').split(' ').filter((scope) => scope !== '');
      return { tenant, userId: kept.u, left, verifier: verifierOf(state), issuedAtMs: kept.e - CONSENT_LIFE_MS };
    },
  };
}

export type OauthState = ReturnType<typeof createOauthState>;
