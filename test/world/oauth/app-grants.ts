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

interface Held extends AppTokens {
  readonly accessEndsMs: number;
}

interface Rules {
  /** A refresh gives another refresh token, and the one it was asked with is good no more. */
  readonly rotates: boolean;
  readonly lifeMs: number;
}

/** Codes and tokens that a vendor gives to one app. Nothing outlives the world. */
export function createAppGrants({ rotates, lifeMs }: Rules, now: () => number = Date.now) {
  const codes = new Map<string, AskedCode & { readonly endsMs: number }>();
  const all = new Map<string, Held>();
  const made = () => randomBytes(24).toString('base64url');
  let refreshes = 0;

  function issue({ person, accounts, scopes }: AppGrant, refresh = made()): AppTokens {
    const held = { person, accounts, scopes, access: made(), refresh, accessEndsMs: now() + lifeMs };
    all.set(held.access, held);
    return held;
  }
  const ofRefresh = (refresh: string) => [...all.values()].filter((one) => one.refresh === refresh);
  const drop = (held: readonly Held[]) => {
    for (const { access } of held) all.delete(access);
    return held.length > 0;
  };
  /** Their access token may be over, and what it is renewed with is not. */
  const standing = () => [...new Map([...all.values()].map((one) => [one.refresh, one])).values()];

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
    refresh(refresh: string): AppTokens | undefined {
      const held = ofRefresh(refresh);
      const [first] = held;
      if (!first) return undefined;
      refreshes++;
      drop(held);
      return rotates ? issue(first) : issue(first, refresh);
    },
    holder(access: string): AppGrant | undefined {
      const held = all.get(access);
      return held && held.accessEndsMs > now() ? held : undefined;
    },
    /** By either of the two: the refresh token, and all it has brought. */
    revoke: (token: string): boolean =>
      drop([...all.values()].filter((one) => [one.access, one.refresh].includes(token))),
    /** As when somebody removes the app there. */
    revokeAll: (): void => all.clear(),
    standing,
    refreshes: (): number => refreshes,
  };
}

export type AppGrants = ReturnType<typeof createAppGrants>;
