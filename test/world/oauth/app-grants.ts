import { createHash, randomBytes } from 'node:crypto';

/** What somebody allowed an app at a vendor: in which of its accounts, and to do what. */
export interface AppGrant {
  readonly person: string;
  readonly accounts: readonly string[];
  readonly scopes: readonly string[];
}

export interface AppTokens extends AppGrant {
  readonly access: string;
  readonly refresh: string;
}

interface AskedCode extends AppGrant {
  readonly redirectUri: string;
  /** base64url(SHA-256(verifier)), where the app sent one. */
  readonly challenge: string | undefined;
}

type Ending = AppGrant & { readonly endsMs: number };

interface Rules {
  /** A refresh gives another refresh token; the one it was asked with is good for `reuseMs` more, and then no more. */
  readonly rotates: boolean;
  readonly reuseMs: number;
  readonly lifeMs: number;
}

/**
 * Codes and tokens that a vendor gives to one app. An access token is good until it ends, whatever becomes of what it is
 * renewed with. Nothing outlives the world.
 */
export function createAppGrants({ rotates, reuseMs, lifeMs }: Rules, now: () => number = Date.now) {
  const codes = new Map<string, AskedCode & Ending>();
  const access = new Map<string, Ending>();
  const refresh = new Map<string, Ending>();
  const made = () => randomBytes(24).toString('base64url');
  const live = (kept: ReadonlyMap<string, Ending>, token: string): Ending | undefined => {
    const found = kept.get(token);
    return found && found.endsMs > now() ? found : undefined;
  };
  let refreshes = 0;

  function issue({ person, accounts, scopes }: AppGrant, renewing = made()): AppTokens {
    const grant = { person, accounts, scopes };
    const tokens = { ...grant, access: made(), refresh: renewing };
    access.set(tokens.access, { ...grant, endsMs: now() + lifeMs });
    refresh.set(renewing, { ...grant, endsMs: Number.POSITIVE_INFINITY });
    return tokens;
  }

  return {
    code(asked: AskedCode): string {
      const code = made();
      codes.set(code, { ...asked, endsMs: now() + 60_000 });
      return code;
    },
    /** Undefined when the code is unknown, spent or old, or was asked for by somebody else. */
    exchange(code: string, redirectUri: string, verifier: string | undefined): AppTokens | undefined {
      const asked = codes.get(code);
      codes.delete(code);
      if (!asked || asked.endsMs <= now() || asked.redirectUri !== redirectUri) return undefined;
      const given = verifier === undefined ? undefined : createHash('sha256').update(verifier).digest('base64url');
      return asked.challenge === given ? issue(asked) : undefined;
    },
    renew(token: string): AppTokens | undefined {
      const held = live(refresh, token);
      if (!held) return undefined;
      refreshes++;
      if (!rotates) return issue(held, token);
      refresh.set(token, { ...held, endsMs: Math.min(held.endsMs, now() + reuseMs) });
      return issue(held);
    },
    holder: (token: string): AppGrant | undefined => live(access, token),
    revoke: (token: string): boolean => refresh.delete(token),
    /** As when somebody removes the app there. */
    revokeAll(): void {
      access.clear();
      refresh.clear();
    },
    /** What can be renewed without an end. */
    standing: () => [...refresh.values()].filter(({ endsMs }) => endsMs === Number.POSITIVE_INFINITY),
    refreshes: (): number => refreshes,
  };
}

export type AppGrants = ReturnType<typeof createAppGrants>;
