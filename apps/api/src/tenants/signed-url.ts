import { createHash } from 'node:crypto';
import { type CryptoKey, errors, importSPKI, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import { type TenantId, tenantId } from './tenant-id.ts';

export type Refusal = 'malformed' | 'signature' | 'expired' | 'issuer' | 'audience' | 'location' | 'subject';

export interface SignedEntry {
  readonly tenant: TenantId;
  readonly installationId: string;
  readonly userId: string;
  /**
   * Uses the token up: `first` for one caller in whichever process, `unconfirmed` while the store cannot tell.
   * Nothing may be answered before; what comes before may be done again, by another process if this one dies.
   */
  take(): Promise<'first' | 'replayed' | 'unconfirmed'>;
}

/** The reason is for our log; the caller is told nothing but "refused". */
export type Verified = ({ readonly ok: true } & SignedEntry) | { readonly ok: false; readonly reason: Refusal };

export interface SignedUrlDeps {
  /** The app's own public keys, SPKI PEM: from configuration, never from a token. Two while one replaces the other. */
  readonly keys: readonly string[];
  /** True for the first that shows this token, in whichever process. */
  takeOnce(tenant: TenantId, name: string, untilMs: number): Promise<boolean>;
  now(): number;
}

export interface SignedUrlVerifier {
  /** Says whose token it is and for what, not whether that tenant is welcome, nor whether it was used before. */
  verify(token: string, location: string): Promise<Verified>;
}

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

/** Verifies the helpdesk's signed-URL token: RS256 only, everything bound, to be used once. */
export function createSignedUrlVerifier({ keys, takeOnce, now }: SignedUrlDeps): SignedUrlVerifier {
  const imported = Promise.all(keys.map((pem) => importSPKI(pem, 'RS256')));
  // A key that does not parse is reported by the first verification, not by an unhandled rejection.
  imported.catch(() => {});

  async function claimsOf(token: string): Promise<JWTPayload | Refusal> {
    let refusal: Refusal = 'signature';
    for (const key of await imported) {
      const verified = await checked(token, key);
      if (typeof verified !== 'string') return verified;
      refusal = verified;
      if (refusal !== 'signature') return refusal;
    }
    return refusal;
  }
  const checked = (token: string, key: CryptoKey): Promise<JWTPayload | Refusal> =>
    jwtVerify(token, key, {
      algorithms: ['RS256'],
      clockTolerance: LEEWAY_S,
      maxTokenAge: MOST_AGE_S,
      currentDate: new Date(now()),
      requiredClaims: ['exp', 'iat', 'sub', 'context'],
    }).then(({ payload }) => payload, reasonOf);

  return {
    async verify(token, location) {
      if (token.length > LONGEST || !isStrictJws(token)) return refuse('malformed');
      const payload = await claimsOf(token);
      if (typeof payload === 'string') return refuse(payload);
      const claims = Claims.safeParse(payload).data;
      if (!claims) return refuse('malformed');
      const tenant = issuerOf(claims.iss);
      if (!tenant) return refuse('issuer');
      const installationId = installationOf(claims.aud, tenant);
      if (installationId === undefined) return refuse('audience');
      if (claims.context.location !== location) return refuse('location');
      const userId = userIdOf(claims.sub, hostOf(tenant));
      if (userId === undefined) return refuse('subject');
      const name = createHash('sha256').update(token).digest('base64url');
      const untilMs = (claims.exp + LEEWAY_S) * 1000;
      const take = () =>
        takeOnce(tenant, name, untilMs).then(
          (isFirst) => (isFirst ? 'first' : 'replayed'),
          () => 'unconfirmed' as const,
        );
      return { ok: true, tenant, installationId, userId, take };
    },
  };
}

const refuse = (reason: Refusal): Verified => ({ ok: false, reason });
const hostOf = (tenant: TenantId): string => `${tenant}.zendesk.com`;

function issuerOf(iss: string): TenantId | undefined {
  const [, subdomain] = /^(?:https:\/\/)?([a-z0-9-]+)\.zendesk\.com$/.exec(iss) ?? [];
  return subdomain === undefined ? undefined : tenantId(subdomain);
}

function installationOf(aud: string, tenant: TenantId): string | undefined {
  const [, host, id] = /^https:\/\/([^/]+)\/api\/v2\/apps\/installations\/(\d{1,20})\.json$/.exec(aud) ?? [];
  return host === hostOf(tenant) ? id : undefined;
}

function isStrictJws(token: string): boolean {
  const segments = token.split('.');
  return (
    segments.length === 3 &&
    segments.every((s) => s !== '' && SEGMENT.test(s) && Buffer.from(s, 'base64url').toString('base64url') === s)
  );
}

function reasonOf(error: unknown): Refusal {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed)
    return error.claim === 'iat' || error.claim === 'nbf' ? 'expired' : 'malformed';
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
