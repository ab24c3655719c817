import { createHash } from 'node:crypto';
import { errors, importSPKI, jwtVerify } from 'jose';
import { z } from 'zod';
import { type TenantId, tenantId } from './tenant-id.ts';

/** What one tenant's app is known by. All of it from configuration, none from the token. */
export interface Installation {
  readonly tenant: TenantId;
  readonly installationId: string;
  /** The app's public key, SPKI PEM. */
  readonly publicKey: string;
}

export type Refusal =
  | 'malformed'
  | 'signature'
  | 'expired'
  | 'issuer'
  | 'audience'
  | 'location'
  | 'subject'
  | 'replayed';

export type SignedEntry =
  | { readonly ok: true; readonly tenant: TenantId; readonly userId: string }
  /** The reason is for our log; the caller is told nothing but "refused". */
  | { readonly ok: false; readonly reason: Refusal };

const LEEWAY_S = 30;
const LONGEST = 8192;
const MOST_AGE_S = 600;
/** Base64url with canonical tail bits: the library would also accept padding and stray bits. */
const SEGMENT = /^(?:[\w-]{4})*(?:[\w-]{2,3})?$/;

const Claims = z.object({
  iss: z.string(),
  aud: z.string(),
  sub: z.string(),
  exp: z.number(),
  iat: z.number(),
  context: z.object({ location: z.string() }),
});

export interface SignedUrlVerifier {
  /** Each token opens one page, once. */
  verify(token: string, location: string): Promise<SignedEntry>;
}

/** Verifies the helpdesk's signed-URL token: RS256 only, everything bound, single use. */
export function createSignedUrlVerifier(installation: Installation, deps: { now(): number }): SignedUrlVerifier {
  const key = importSPKI(installation.publicKey, 'RS256');
  // A key that does not parse is reported by the first verification, not by an unhandled rejection.
  key.catch(() => {});
  const host = `${installation.tenant}.zendesk.com`;
  const audience = `https://${host}/api/v2/apps/installations/${installation.installationId}.json`;
  const used = new Map<string, number>();

  return {
    async verify(token, location) {
      if (token.length > LONGEST || !isStrictJws(token)) return refuse('malformed');
      const verified = await jwtVerify(token, await key, {
        algorithms: ['RS256'],
        audience,
        issuer: [host, `https://${host}`],
        clockTolerance: LEEWAY_S,
        maxTokenAge: MOST_AGE_S,
        currentDate: new Date(deps.now()),
        requiredClaims: ['exp', 'iat', 'sub', 'context'],
      }).catch((error: unknown) => reasonOf(error));
      if (typeof verified === 'string') return refuse(verified);
      const claims = Claims.safeParse(verified.payload).data;
      if (!claims) return refuse('malformed');
      if (claims.context.location !== location) return refuse('location');
      const userId = userIdOf(claims.sub, host);
      if (userId === undefined) return refuse('subject');
      if (!takeOnce(token, claims.exp)) return refuse('replayed');
      return { ok: true, tenant: installation.tenant, userId };
    },
  };

  function takeOnce(token: string, exp: number): boolean {
    const nowS = deps.now() / 1000;
    for (const [seen, until] of used) if (until < nowS) used.delete(seen);
    const name = createHash('sha256').update(token).digest('base64url');
    if (used.has(name)) return false;
    used.set(name, exp + LEEWAY_S);
    return true;
  }
}

const refuse = (reason: Refusal): SignedEntry => ({ ok: false, reason });

function isStrictJws(token: string): boolean {
  const segments = token.split('.');
  return (
    segments.length === 3 &&
    segments.every((s) => s !== '' && SEGMENT.test(s) && Buffer.from(s, 'base64url').toString('base64url') === s)
  );
}

function reasonOf(error: unknown): Refusal {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'iss') return 'issuer';
    if (error.claim === 'aud') return 'audience';
    return error.claim === 'iat' || error.claim === 'nbf' ? 'expired' : 'malformed';
  }
  return error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JOSEAlgNotAllowed
    ? 'signature'
    : 'malformed';
}

/** `https://acme.zendesk.com/api/v2/users/42.json` → `42`. A bare id is accepted too: the exact form is not documented. */
function userIdOf(sub: string, host: string): string | undefined {
  if (/^\d{1,20}$/.test(sub)) return sub;
  const match = /^https:\/\/([^/]+)\/api\/v2\/users\/(\d{1,20})(?:\.json)?$/.exec(sub);
  return match && match[1] === host ? match[2] : undefined;
}

/** The tenant a configured subdomain names. */
export const requireTenant = (subdomain: string): TenantId => {
  const tenant = tenantId(subdomain);
  if (!tenant) throw new Error('not a helpdesk subdomain');
  return tenant;
};
