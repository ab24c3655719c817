import type { RequestHandler, Router } from 'express';
import type { Session } from '../access/session.ts';
import { sessionOf } from './authenticate.ts';
import { sendProblem } from './problem.ts';
import { requestIdOf } from './request-id.ts';
import { routes } from './routes.ts';

export interface SessionRouteDeps {
  /** Ends every session of this person, at every process. */
  signOut(session: Session, requestId: string): Promise<void>;
  /** The same of somebody else at this helpdesk, as an admin. False for whoever may not. */
  putOut(session: Session, userId: string, requestId: string): Promise<boolean>;
}

const USER = /^\d{1,20}$/;

/** `DELETE /v1/session`: everything this person has open here ends; with a user id after it, what that person has. */
export function sessionRoute({ signOut, putOut }: SessionRouteDeps): Router {
  const end: RequestHandler = async (_req, res) => {
    await signOut(sessionOf(res), requestIdOf(res));
    res.removeHeader('sidelight-session');
    res.status(204).end();
  };
  const endOf: RequestHandler<{ user: string }> = async (req, res) => {
    if (!USER.test(req.params.user)) return sendProblem(res, 'bad_request', ['user']);
    if (!(await putOut(sessionOf(res), req.params.user, requestIdOf(res)))) return sendProblem(res, 'not_allowed');
    res.status(204).end();
  };
  return routes().delete('/session', end).delete('/session/:user', endOf);
}
