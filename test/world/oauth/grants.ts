import { createHash, randomBytes } from 'node:crypto';

/** What somebody allowed an app to do. */
export interface Grant {
  readonly userId: number;
  readonly scopes: readonly string[];
}

interface AskedGrant extends Grant {
  readonly redirectUri: string;
  /** base64url(SHA-256(verifier)), as the app sent it. */
  readonly challenge: string;
}

export interface IssuedTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly scopes: readonly string[];
  readonly lifeS: number;
  readonly refreshLifeS: number;
}

/** Codes and tokens of the helpdesk's OAuth. Nothing outlives the world. */
export interface Grants {
  /** A code for one exchange, within two minutes. */
  code(asked: AskedGrant): string;
  /** Undefined when the code is unknown, spent or old, or was asked for by somebody else. */
  exchange(code: string, redirectUri: string, verifier: string): IssuedTokens | undefined;
  /** Both old tokens are deleted with it. Undefined when this one is good for nothing. */
  refresh(refreshToken: string): IssuedTokens | undefined;
  /** Whose token this is, while it is good. */
  holder(accessToken: string): Grant | undefined;
  /** The refresh token goes with it. */
  revoke(accessToken: string): void;
}

interface Pair {
  readonly grant: Grant;
  readonly access: string;
  readonly refresh: string;
  readonly accessEndsMs: number;
  readonly refreshEndsMs: number;
}

const CODE_LIFE_MS = 120_000;
const REFRESH_LIFE_MS = 30 * 86_400_000;

export function createGrants(accessLifeMs: number, now: () => number = Date.now): Grants {
  const codes = new Map<string, { readonly asked: AskedGrant; readonly endsMs: number }>();
  const byAccess = new Map<string, Pair>();
  const byRefresh = new Map<string, Pair>();
  const made = () => randomBytes(32).toString('hex');

  const issue = (grant: Grant): IssuedTokens => {
    const pair: Pair = {
      grant,
      access: made(),
      refresh: made(),
      accessEndsMs: now() + accessLifeMs,
      refreshEndsMs: now() + REFRESH_LIFE_MS,
    };
    byAccess.set(pair.access, pair);
    byRefresh.set(pair.refresh, pair);
    return {
      accessToken: pair.access,
      refreshToken: pair.refresh,
      scopes: grant.scopes,
      lifeS: Math.floor(accessLifeMs / 1000),
      refreshLifeS: REFRESH_LIFE_MS / 1000,
    };
  };
  const forget = ({ access, refresh }: Pair) => {
    byAccess.delete(access);
    byRefresh.delete(refresh);
  };

  return {
    code(asked) {
      const code = made();
      codes.set(code, { asked, endsMs: now() + CODE_LIFE_MS });
      return code;
    },
    exchange(code, redirectUri, verifier) {
      const kept = codes.get(code);
      // Spent by the attempt, right or wrong: nobody gets to guess twice.
      codes.delete(code);
      if (!kept || kept.endsMs <= now() || kept.asked.redirectUri !== redirectUri) return undefined;
      const { userId, scopes, challenge } = kept.asked;
      const isAsker = createHash('sha256').update(verifier).digest('base64url') === challenge;
      return isAsker ? issue({ userId, scopes }) : undefined;
    },
    refresh(refreshToken) {
      const pair = byRefresh.get(refreshToken);
      if (!pair) return undefined;
      forget(pair);
      return pair.refreshEndsMs > now() ? issue(pair.grant) : undefined;
    },
    holder(accessToken) {
      const pair = byAccess.get(accessToken);
      return pair && pair.accessEndsMs > now() ? pair.grant : undefined;
    },
    revoke(accessToken) {
      const pair = byAccess.get(accessToken);
      if (pair) forget(pair);
    },
  };
}
