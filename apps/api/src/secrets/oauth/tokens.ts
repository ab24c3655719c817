import { z } from 'zod';
import { Secret } from '../secret.ts';

/** The tokens of one connection, as they are kept: one secret, so that they change together. */
export interface Tokens {
  readonly accessToken: Secret;
  /** Undefined where the vendor gave none: such a token is good until it ends, or is revoked. */
  readonly refreshToken: Secret | undefined;
  /** Undefined for one that does not expire. */
  readonly expiresAtMs: number | undefined;
  /** The vendor has said that the refresh token is spent: only a person can connect again. */
  readonly isRefused: boolean;
}

const REFRESH_WITHIN_MS = 2 * 60_000;

export const isAlive = ({ expiresAtMs }: Tokens, nowMs: number): boolean =>
  expiresAtMs === undefined || nowMs < expiresAtMs;

export const isDue = ({ expiresAtMs, refreshToken }: Tokens, nowMs: number): boolean =>
  refreshToken !== undefined && expiresAtMs !== undefined && expiresAtMs - nowMs < REFRESH_WITHIN_MS;

const Kept = z.strictObject({
  access: z.string().min(1),
  /** Empty for none. */
  refresh: z.string(),
  expiresAtMs: z.number().nullable(),
  isRefused: z.boolean(),
});

export const keep = ({ accessToken, refreshToken, expiresAtMs, isRefused }: Tokens): Secret =>
  new Secret(
    JSON.stringify({
      ...{ access: accessToken.reveal(), refresh: refreshToken?.reveal() ?? '' },
      ...{ expiresAtMs: expiresAtMs ?? null, isRefused },
    } satisfies z.infer<typeof Kept>),
  );

/** Undefined for a secret that is something else. */
export function tokensOf(secret: Secret): Tokens | undefined {
  const kept = Kept.safeParse(parse(secret.reveal()));
  if (!kept.success) return undefined;
  const { access, refresh, expiresAtMs, isRefused } = kept.data;
  return {
    ...{ accessToken: new Secret(access), refreshToken: refresh === '' ? undefined : new Secret(refresh) },
    ...{ expiresAtMs: expiresAtMs ?? undefined, isRefused },
  };
}

const seconds = z.number().positive().nullish();
/** What every token endpoint answers, to a code and to a refresh (RFC 6749 5.1). */
export const TokenAnswer = z.object({
  access_token: z.string().min(1),
  /** Left out where the old one goes on being good. */
  refresh_token: z.string().min(1).nullish(),
  expires_in: seconds,
  refresh_token_expires_in: seconds,
  /** What the token may do, where the vendor says so: less than was asked for, maybe. */
  scope: z.string().nullish(),
});

export interface NewTokens {
  readonly tokens: Tokens;
  /** When the refresh token itself ends, where the vendor says so. */
  readonly refreshEndsAt: string | undefined;
}

/** `askedAtMs`: when the question was sent, so that no token is thought to live longer than it does. */
export function newTokens(
  answer: z.infer<typeof TokenAnswer>,
  before: Secret | undefined,
  askedAtMs: number,
): NewTokens {
  const after = (s: number | null | undefined) => (s == null ? undefined : askedAtMs + s * 1000);
  const endsAtMs = after(answer.refresh_token_expires_in);
  return {
    tokens: {
      accessToken: new Secret(answer.access_token),
      refreshToken: answer.refresh_token == null ? before : new Secret(answer.refresh_token),
      expiresAtMs: after(answer.expires_in),
      isRefused: false,
    },
    refreshEndsAt: endsAtMs === undefined ? undefined : new Date(endsAtMs).toISOString(),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
