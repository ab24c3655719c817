import type { Request, RequestHandler, Response, Router } from 'express';
import type { Session, Sessions } from '../access/session.ts';
import type { CallerCheck, Refused } from './caller-check.ts';
import { sendProblem, sendRefusal } from './problem.ts';
import type { Tenants } from './tenant-handle.ts';

/**
 * Lets a request through to its tenant's routes with its session, as its person stands with the helpdesk now, or
 * answers with a code. Renews a session past its half-life.
 */
export function toTenant(check: CallerCheck, sessions: Sessions, tenants: Tenants): RequestHandler {
  return async (req, res, next) => {
    const checked = check.caller(req);
    if (!checked.ok) return sendRefusal(res, checked);
    const { session } = checked;
    const handle = tenants.get(session.tenant) ?? (await tenants.wake(session.tenant));
    if (!handle) return sendProblem(res, 'not_signed_in');
    const standing = await check.standing(session, handle);
    if (standing === 'ended') return sendProblem(res, 'session_expired');
    const renewal = renewalHeader(sessions, standing);
    if (renewal) res.setHeader('sidelight-session', renewal);
    res.locals.session = standing;
    res.locals.isStill = () => check.isStill(standing, handle);
    res.locals.routes = handle.routes;
    next();
  };
}

/** What the tenant itself answers. */
export const tenantsRoutes: RequestHandler = (req, res, next) => (res.locals.routes as Router)(req, res, next);

/** Before anything else of a request that needs no session. */
export const strangers =
  (refused: (req: Request) => Refused | undefined): RequestHandler =>
  (req, res, next) => {
    const refusal = refused(req);
    if (refusal) sendRefusal(res, refusal);
    else next();
  };

/** `<token>;<end in Unix ms>`, or undefined while the session is young. */
export function renewalHeader(sessions: Sessions, session: Session): string | undefined {
  const renewed = sessions.renew(session);
  return renewed && `${renewed.token};${renewed.session.expiresAtMs}`;
}

/** The session `toTenant` put there. */
export const sessionOf = (res: Response): Session => res.locals.session as Session;

/** Whether what its session was let in with still holds. */
export const isStill = (res: Response): Promise<boolean> => (res.locals.isStill as () => Promise<boolean>)();
