import { type RequestHandler, Router } from 'express';
import type { Session } from '../access/session.ts';
import { sessionOf } from './authenticate.ts';
import { requestIdOf } from './request-id.ts';

export interface SessionRouteDeps {
  /** Ends every session of this person, at every process. */
  signOut(session: Session, requestId: string): Promise<void>;
}

/** `DELETE /v1/session`: everything this person has open here ends. */
export function sessionRoute({ signOut }: SessionRouteDeps): Router {
  const end: RequestHandler = async (_req, res) => {
    await signOut(sessionOf(res), requestIdOf(res));
    res.removeHeader('sidelight-session');
    res.status(204).end();
  };
  return Router().delete('/session', end);
}
