import type { IncomingMessage } from 'node:http';
import type { ProblemCode } from '@sidelight/shared/failure/problem.ts';
import type { Glances } from '../access/glances.ts';
import type { Limited, RequestLimits } from '../access/request-limits.ts';
import type { Session, Sessions } from '../access/session.ts';
import type { Standings } from '../access/standings.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { TenantHandle } from './tenant-handle.ts';

export interface CallerCheckDeps {
  readonly sessions: Sessions;
  readonly limits: RequestLimits;
  readonly standings: Standings;
  readonly glances: Glances;
  addressOf(req: IncomingMessage): string | undefined;
  /** Somebody has asked too much; without a tenant nobody knows whose. */
  onLimited(limited: Limited, who: LimitedCaller | undefined): void;
}

export interface LimitedCaller {
  readonly tenant: TenantId;
  readonly userId: string;
  readonly role: string;
}

export interface Refused {
  readonly ok: false;
  readonly code: ProblemCode;
  readonly retryAfterMs?: number;
}
export type Checked = { readonly ok: true; readonly session: Session } | Refused;

/** Who is asking, and whether they ask too much. Nothing of a body has been read before. */
export interface CallerCheck {
  caller(req: IncomingMessage): Checked;
  /** A request of nobody in particular: undefined where it may go on. */
  stranger(req: IncomingMessage, kind?: 'address' | 'webhook'): Refused | undefined;
  /** One more limit of somebody who is known. */
  limited(limited: Limited | undefined, who: LimitedCaller): Refused | undefined;
  /** How the session's person stands with the helpdesk. */
  standing(session: Session, handle: TenantHandle): ReturnType<Standings['of']>;
  /** Whether an answer that goes on may still go on: what somebody sees is theirs for as long as the helpdesk says so. */
  isStill(session: Session, handle: TenantHandle): Promise<boolean>;
}

export function createCallerCheck(deps: CallerCheckDeps): CallerCheck {
  const { sessions, limits, standings, glances, onLimited } = deps;
  const refusedBy = (limited: Limited | undefined, who?: LimitedCaller): Refused | undefined => {
    if (!limited) return undefined;
    onLimited(limited, who);
    return { ok: false, code: 'too_many_requests', retryAfterMs: limited.waitMs };
  };
  const standing: CallerCheck['standing'] = (session, { entry }) =>
    standings.of(session, entry.askStaffNow, entry.checksAgentsSinceMs());
  return {
    caller(req) {
      const checked = sessions.check(req.headers.authorization);
      // Who has a session is told from others behind one address by it.
      if (!checked.ok) return refusedBy(limits.address(deps.addressOf(req))) ?? checked;
      return refusedBy(limits.request(checked.session), checked.session) ?? checked;
    },
    stranger: (req, kind = 'address') => refusedBy(limits[kind](deps.addressOf(req))),
    limited: refusedBy,
    standing,
    async isStill(session, { entry }) {
      if (sessions.isEnded(session)) return false;
      // Leads and admins are few, and groups, which no list tells of, make them what they are: each is asked about alone.
      if (session.role === 'agent' && (await glances.saysLess(session, entry.glanceAtStaff)))
        standings.doubt(session.tenant, session.userId);
      const now = await standings.lasting(session, entry.askStaffNow, entry.checksAgentsSinceMs());
      return now !== 'ended' && isAsSigned(now, session);
    },
  };
}

/** They may do all that their session says. */
export const isAsSigned = (standing: Session, session: Session): boolean =>
  standing.role === session.role &&
  standing.seesAllTickets === session.seesAllTickets &&
  standing.isLight === session.isLight;

/** In whole seconds, as the header has it; never 0. */
export const retryAfter = (ms: number): string => String(Math.max(1, Math.ceil(ms / 1000)));
