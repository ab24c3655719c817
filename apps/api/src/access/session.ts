import { createHmac, randomBytes } from 'node:crypto';
import { Role } from '@sidelight/shared/map/system.ts';
import { z } from 'zod';
import type { TenantId } from '../tenants/tenant-id.ts';
import { createSignedText, createSignedTexts, macsBy, type SigningKeys } from './signed-token.ts';

/** Who is behind a bearer token. */
export interface Session {
  /** Of this page load; kept by its renewals. */
  readonly id: string;
  readonly tenant: TenantId;
  readonly userId: string;
  readonly role: Role;
  readonly locale: string;
  /** They may open every ticket of the helpdesk. */
  readonly seesAllTickets?: true | undefined;
  /** A light agent of the helpdesk: what they may not change there they do not change by us. */
  readonly isLight?: true | undefined;
  readonly location: string;
  /** When the page was opened; renewals never reach past `CAP_MS` after it. */
  readonly openedAtMs: number;
  readonly expiresAtMs: number;
  /** When the helpdesk last said that they are what this says. */
  readonly confirmedAtMs: number;
  /** Signed with a key that is being replaced: the next answer brings one by the current key. */
  readonly isByOtherKey?: true | undefined;
}

export type SessionCheck =
  | { readonly ok: true; readonly session: Session }
  | { readonly ok: false; readonly code: 'not_signed_in' | 'session_expired' };

export interface Sessions {
  /** `confirmedAtMs`: when the helpdesk said what it says; now, where it is not given. */
  issue(
    session: Omit<Session, 'id' | 'openedAtMs' | 'expiresAtMs' | 'confirmedAtMs' | 'isByOtherKey'> & {
      confirmedAtMs?: number;
    },
  ): {
    token: string;
    session: Session;
  };
  check(authorization: string | undefined): SessionCheck;
  /** A later-ending token for a session past its half-life, or by another key; undefined while it is young or at its cap. */
  renew(session: Session): { token: string; session: Session } | undefined;
  /** Over by now, or ended before its time. */
  isEnded(session: Session): boolean;
}

export interface SessionsDeps {
  now(): number;
  /** Whether it has been ended before its time. */
  isRevoked?(session: Session): boolean;
}

const IDLE_MS = 15 * 60_000;
/** How long a page's session lasts at the longest, renewed or not. */
export const CAP_MS = 12 * 3_600_000;
/** Processes' clocks differ by less. */
export const SKEW_MS = 5000;
const MAX_REMEMBERED = 5000;
const MAX_LENGTH = 2048;

/** What a later release adds is not ours to refuse: both serve side by side during an update. */
const Payload = z.object({
  t: z.string(),
  u: z.string(),
  r: Role,
  l: z.string(),
  a: z.literal(true).optional(),
  g: z.literal(true).optional(),
  w: z.string(),
  o: z.number(),
  e: z.number(),
  // Absent in those of a release before.
  i: z.string().optional(),
  c: z.number().optional(),
});

/**
 * Short bearer sessions, signed with one key, so that any replica can check them. `secret` is at
 * least 32 random bytes; several while one is being replaced. A token that was checked once is remembered by its whole text.
 */
export function createSessions(secret: Buffer | SigningKeys, deps: SessionsDeps): Sessions {
  const checked = new Map<string, Session>();
  const keys: SigningKeys = Buffer.isBuffer(secret) ? [secret] : secret;
  const macs = macsBy(keys, (key) => (payload) => createHmac('sha256', key).update(payload).digest());
  const signed = createSignedTexts(macs, MAX_LENGTH);
  const current = createSignedText(macs[0], MAX_LENGTH);

  function sign(session: Session): { token: string; session: Session } {
    const token = signed.write({
      t: session.tenant,
      u: session.userId,
      r: session.role,
      l: session.locale,
      a: session.seesAllTickets,
      g: session.isLight,
      w: session.location,
      o: session.openedAtMs,
      e: session.expiresAtMs,
      i: session.id,
      c: session.confirmedAtMs,
    } satisfies z.infer<typeof Payload>);
    return { token, session };
  }

  function verify(token: string): Session | undefined {
    const payload = signed.read(token);
    if (payload === undefined) return undefined;
    // Signed by us, so it is what `sign` wrote, of whichever release; the tenant was branded then.
    const p = Payload.safeParse(payload).data;
    if (!p) return undefined;
    return {
      tenant: p.t as TenantId,
      userId: p.u,
      role: p.r,
      locale: p.l,
      seesAllTickets: p.a,
      isLight: p.g,
      location: p.w,
      openedAtMs: p.o,
      expiresAtMs: p.e,
      id: p.i ?? String(p.o),
      confirmedAtMs: p.c ?? p.o,
      ...(current.read(token) === undefined && { isByOtherKey: true }),
    };
  }

  /** One that begins or ends later than any could was issued before the clock was set back, and would live for longer. */
  const isFromLater = ({ openedAtMs, expiresAtMs }: Session, nowMs: number): boolean =>
    openedAtMs > nowMs + SKEW_MS || expiresAtMs > nowMs + IDLE_MS + SKEW_MS;
  const isEnded = (session: Session): boolean => {
    const nowMs = deps.now();
    return session.expiresAtMs <= nowMs || isFromLater(session, nowMs) || deps.isRevoked?.(session) === true;
  };

  return {
    isEnded,
    issue(who) {
      const now = deps.now();
      const id = randomBytes(9).toString('base64url');
      return sign({ confirmedAtMs: now, ...who, id, openedAtMs: now, expiresAtMs: now + IDLE_MS });
    },
    check(authorization) {
      if (!authorization?.startsWith('Bearer ')) return { ok: false, code: 'not_signed_in' };
      const token = authorization.slice(7);
      const known = checked.get(token);
      const session = known ?? verify(token);
      if (!session) return { ok: false, code: 'not_signed_in' };
      if (isEnded(session)) {
        checked.delete(token);
        return { ok: false, code: 'session_expired' };
      }
      if (!known) {
        if (checked.size >= MAX_REMEMBERED) checked.clear();
        checked.set(token, session);
      }
      return { ok: true, session };
    },
    renew(session) {
      const now = deps.now();
      const expiresAtMs = Math.min(now + IDLE_MS, session.openedAtMs + CAP_MS);
      const { isByOtherKey, ...same } = session;
      if (isByOtherKey) return sign({ ...same, expiresAtMs });
      const isYoung = session.expiresAtMs - now > IDLE_MS / 2;
      return isYoung || expiresAtMs <= session.expiresAtMs ? undefined : sign({ ...session, expiresAtMs });
    },
  };
}
