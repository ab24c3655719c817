import { createHash, randomBytes } from 'node:crypto';
import type { ClientRules } from './client-rules.ts';

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
  readonly scopes: readonly string[];
  /** Undefined for a token that never ends, which comes without another to renew it by. */
  readonly ends: { readonly lifeS: number; readonly refreshToken: string; readonly refreshLifeS: number } | undefined;
}

/** Lifetimes that were asked for, in seconds. */
interface Wanted {
  readonly lifeS?: number | undefined;
  readonly refreshLifeS?: number | undefined;
}

/** Codes and tokens of the helpdesk's OAuth. Nothing outlives the world. */
export interface Grants {
  /** A code for one exchange, within two minutes. */
  code(asked: AskedGrant): string;
  /** Undefined when the code is unknown, spent or old, or was asked for by somebody else. */
  exchange(code: string, redirectUri: string, verifier: string, wanted?: Wanted): IssuedTokens | undefined;
  /** Both old tokens are deleted with it. Undefined when this one is good for nothing. */
  refresh(refreshToken: string, wanted?: Wanted): IssuedTokens | undefined;
  /** Whose token this is, while it is good. */
  holder(accessToken: string): Grant | undefined;
  /** The access token alone, as when somebody revokes it or the helpdesk drops it early. */
  end(accessToken: string): void;
  /** The newest access token of all. */
  newest(): string | undefined;
  /** The refresh token goes with it. */
  revoke(accessToken: string): void;
}

interface Pair {
  readonly grant: Grant;
  readonly access: string;
  readonly refresh: string | undefined;
  readonly accessEndsMs: number;
  readonly refreshEndsMs: number;
}

const CODE_LIFE_MS = 120_000;
const REFRESH_LIFE_MS = 30 * 86_400_000;

/**
 * `mostMs`: what a token lives at most, asked for or not. Clients of before 2026-04-30 (`isOlder`) get one that never
 * ends where they ask for no lifetime.
 */
export function createGrants(
  mostMs: number,
  now: () => number = Date.now,
  rules: () => Pick<ClientRules, 'isOlder' | 'ignoresLifetimes'> = () => ({ isOlder: false, ignoresLifetimes: false }),
): Grants {
  const codes = new Map<string, { readonly asked: AskedGrant; readonly endsMs: number }>();
  const byAccess = new Map<string, Pair>();
  const byRefresh = new Map<string, Pair>();
  let latest: string | undefined;
  const made = () => randomBytes(32).toString('hex');

  const issue = (grant: Grant, { lifeS, refreshLifeS }: Wanted): IssuedTokens => {
    const { isOlder, ignoresLifetimes } = rules();
    const isEndless = isOlder && (lifeS === undefined || ignoresLifetimes);
    const lifeMs = isEndless ? Number.POSITIVE_INFINITY : Math.min(lifeS === undefined ? mostMs : lifeS * 1000, mostMs);
    const refreshLifeMs = refreshLifeS === undefined ? REFRESH_LIFE_MS : refreshLifeS * 1000;
    const pair: Pair = {
      grant,
      access: made(),
      refresh: isEndless ? undefined : made(),
      accessEndsMs: now() + lifeMs,
      refreshEndsMs: now() + refreshLifeMs,
    };
    byAccess.set(pair.access, pair);
    latest = pair.access;
    if (pair.refresh !== undefined) byRefresh.set(pair.refresh, pair);
    const { refresh } = pair;
    return {
      ...{ accessToken: pair.access, scopes: grant.scopes },
      ends:
        refresh === undefined
          ? undefined
          : { lifeS: Math.floor(lifeMs / 1000), refreshToken: refresh, refreshLifeS: refreshLifeMs / 1000 },
    };
  };
  const forget = ({ access, refresh }: Pair) => {
    byAccess.delete(access);
    if (refresh !== undefined) byRefresh.delete(refresh);
  };

  return {
    code(asked) {
      const code = made();
      codes.set(code, { asked, endsMs: now() + CODE_LIFE_MS });
      return code;
    },
    exchange(code, redirectUri, verifier, wanted = {}) {
      const kept = codes.get(code);
      // Spent by the attempt, right or wrong: nobody gets to guess twice.
      codes.delete(code);
      if (!kept || kept.endsMs <= now() || kept.asked.redirectUri !== redirectUri) return undefined;
      const { userId, scopes, challenge } = kept.asked;
      const isAsker = createHash('sha256').update(verifier).digest('base64url') === challenge;
      return isAsker ? issue({ userId, scopes }, wanted) : undefined;
    },
    refresh(refreshToken, wanted = {}) {
      const pair = byRefresh.get(refreshToken);
      if (!pair) return undefined;
      forget(pair);
      return pair.refreshEndsMs > now() ? issue(pair.grant, wanted) : undefined;
    },
    holder(accessToken) {
      const pair = byAccess.get(accessToken);
      return pair && pair.accessEndsMs > now() ? pair.grant : undefined;
    },
    end: (accessToken) => void byAccess.delete(accessToken),
    newest: () => latest,
    revoke(accessToken) {
      const pair = byAccess.get(accessToken);
      if (pair) forget(pair);
    },
  };
}
