import { createHash } from 'node:crypto';
import { type CryptoKey, errors, importSPKI, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { EntryDefinition } from '../connectors/entry.ts';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';
import { plainJson } from './plain-json.ts';
import { type Taken, takenOnce } from './taken-once.ts';

export type Refusal = 'malformed' | 'signature' | 'expired' | 'issuer' | 'audience' | 'location' | 'subject';

export interface SignedEntry {
  readonly tenant: TenantId;
  readonly installationId: string;
  readonly userId: string;
  /** Hosts beside the account's own that the token names: those of its brands, or the token is not to be believed. */
  readonly otherHosts: readonly string[];
  /**
   * Uses the token up: `first` for one caller in whichever process, `unconfirmed` while the store cannot tell.
   * Nothing may be answered before; what comes before may be done again, by another process if this one dies.
   */
  take(): Promise<Taken>;
  /** This process has taken it before: what needs no store to be known. */
  isUsed(): boolean;
}

/** The reason is for our log; the caller is told nothing but "refused". */
export type Verified = ({ readonly ok: true } & SignedEntry) | Refused;

export interface Refused {
  readonly ok: false;
  readonly reason: Refusal;
  /** Whose entry it says it is, for the audit trail. */
  readonly claimed: TenantId | undefined;
  /** The helpdesk has said so. Else nothing says that it is true. */
  readonly isSigned: boolean;
}

export interface SignedUrlDeps {
  readonly helpdesk: EntryDefinition;
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
/** The store knows them all; these are not asked for again. */
const MOST_USED = 10_000;
const MAX_LENGTH = 8192;
const MAX_AGE_S = 600;
/** They live five minutes. One that ends later is not one of the helpdesk's, or would have to be remembered for ever. */
const MAX_LIFE_S = 600;
/** Base64url with canonical tail bits: the library would also accept padding and stray bits. */
const SEGMENT = /^(?:[\w-]{4})*(?:[\w-]{2,3})?$/;

/** Whole seconds, within what a date can say. */
const seconds = z.int().min(0).max(8_640_000_000_000);
const Claims = z.object({
  iss: z.string(),
  aud: z.string(),
  sub: z.string(),
  exp: seconds,
  iat: seconds,
  nbf: seconds.optional(),
  context: z.object({ location: z.string() }),
});

const absent = z.undefined().optional();
/** Nothing in it changes how the rest is read: no compression, no nesting, no extension, no other kind of token. */
const Header = z.object({
  alg: z.literal('RS256'),
  typ: z.literal('JWT').optional(),
  ...{ zip: absent, b64: absent, cty: absent, crit: absent },
});

/** Verifies the helpdesk's signed-URL token: RS256 only, everything bound, to be used once. */
export function createSignedUrlVerifier({ helpdesk, keys, takeOnce, now }: SignedUrlDeps): SignedUrlVerifier {
  const used = new LRUCache<string, true>({ max: MOST_USED });
  const imported = Promise.all(keys.map((pem) => importSPKI(pem, 'RS256')));
  // A key that does not parse is reported by the first verification, not by an unhandled rejection.
  imported.catch(() => {});

  async function refusalOf(token: string): Promise<Refusal | undefined> {
    for (const key of await imported) {
      const found = await checked(token, key);
      if (found !== 'signature') return found;
    }
    return 'signature';
  }
  const checked = (token: string, key: CryptoKey): Promise<Refusal | undefined> =>
    jwtVerify(token, key, {
      algorithms: ['RS256'],
      clockTolerance: LEEWAY_S,
      maxTokenAge: MAX_AGE_S,
      currentDate: new Date(now()),
      requiredClaims: ['exp', 'iat', 'sub', 'context'],
    }).then(() => undefined, reasonOf);

  return {
    async verify(token, location) {
      if (token.length > MAX_LENGTH || !isStrictJws(token)) return refuse('malformed');
      const claimed = claimedBy(helpdesk, token);
      const refusal = await refusalOf(token);
      if (refusal !== undefined) return refuse(refusal, claimed);
      const refused = (reason: Refusal): Verified => refuse(reason, claimed, true);
      const [header, payload] = partsOf(token);
      const claims = Claims.safeParse(payload).data;
      if (!claims || !Header.safeParse(header).success) return refused('malformed');
      if (claims.exp > now() / 1000 + MAX_LIFE_S + LEEWAY_S) return refused('malformed');
      const audience = audienceOf(helpdesk, claims.aud);
      if (!audience) return refused('audience');
      const { tenant, installationId } = audience;
      const issuer = helpdesk.issuerOf(claims.iss);
      if (issuer === undefined) return refused('issuer');
      if (claims.context.location !== location) return refused('location');
      const own = helpdesk.accountHost(tenant);
      const userId = helpdesk.userIdOf(claims.sub, [own, issuer]);
      if (userId === undefined) return refused('subject');
      const name = createHash('sha256').update(token).digest('base64url');
      const untilMs = (claims.exp + LEEWAY_S) * 1000;
      const take = async () => {
        const taken = await takenOnce(takeOnce(tenant, name, untilMs));
        if (taken !== 'unconfirmed') used.set(name, true);
        return taken;
      };
      const isUsed = () => used.has(name);
      const otherHosts = issuer === own ? [] : [issuer];
      return { ok: true, tenant, installationId, userId, otherHosts, take, isUsed };
    },
  };
}

const refuse = (reason: Refusal, claimed?: TenantId, isSigned = false): Refused => ({
  ...{ ok: false, reason, claimed, isSigned },
});

/** Header and payload, each where it can be read in one way only. */
const partsOf = (token: string) =>
  token
    .split('.')
    .slice(0, 2)
    .map((part) => plainJson(Buffer.from(part, 'base64url')));

/** Read from a token that nobody has believed yet. */
function claimedBy(helpdesk: EntryDefinition, token: string): TenantId | undefined {
  try {
    const said = z.object({ aud: z.string() }).safeParse(JSON.parse(textOf(token.split('.')[1])));
    return said.success ? audienceOf(helpdesk, said.data.aud)?.tenant : undefined;
  } catch {
    return undefined;
  }
}
const textOf = (part = ''): string => Buffer.from(part, 'base64url').toString();

/** The account and the installation: the only place the tenant is taken from. */
function audienceOf(helpdesk: EntryDefinition, aud: string) {
  const { subdomain, installationId } = helpdesk.audienceOf(aud) ?? {};
  const tenant = subdomain === undefined ? undefined : tenantId(subdomain);
  return tenant && installationId !== undefined ? { tenant, installationId } : undefined;
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
