import type { RequestHandler, Response } from 'express';
import type { Session, Sessions } from '../access/session.ts';
import { sendProblem } from './problem.ts';

/** Lets a request through with its session, or answers 401 with a code. Renews a session past its half-life. */
export function authenticate(sessions: Sessions): RequestHandler {
  return (req, res, next) => {
    const checked = sessions.check(req.headers.authorization);
    if (!checked.ok) return sendProblem(res, checked.code);
    const renewal = renewalHeader(sessions, checked.session);
    if (renewal) res.setHeader('sidelight-session', renewal);
    res.locals.session = checked.session;
    next();
  };
}

/** `<token>;<end in Unix ms>`, or undefined while the session is young. */
export function renewalHeader(sessions: Sessions, session: Session): string | undefined {
  const renewed = sessions.renew(session);
  return renewed && `${renewed.token};${renewed.session.expiresAtMs}`;
}

/** The session `authenticate` put there. */
export const sessionOf = (res: Response): Session => res.locals.session as Session;
