import { type RolloutAnswer, RolloutRequest } from '@sidelight/shared/setup/rollout.ts';
import { type RequestHandler, Router } from 'express';
import type { Session } from '../access/session.ts';
import { sessionOf } from './authenticate.ts';
import { jsonBody } from './json-body.ts';
import { sendProblem } from './problem.ts';
import { requestIdOf } from './request-id.ts';

export interface RolloutRouteDeps {
  change(request: RolloutRequest, by: string, signal: AbortSignal): Promise<RolloutAnswer>;
  /** The person's name, for the history. */
  nameOf(session: Session, signal: AbortSignal): Promise<string>;
  /** Called for what was done, and not for what was blocked. */
  audit(action: 'rollout.changed', session: Session, requestId: string): void;
}

const TIMEOUT_MS = 8000;

/** `POST /v1/setup/rollout`, for admins: another phase, other groups, other criteria. */
export function rolloutRoute(deps: RolloutRouteDeps): Router {
  const adminsOnly: RequestHandler = (_req, res, next) =>
    sessionOf(res).role === 'admin' ? next() : sendProblem(res, 'not_allowed');

  const change: RequestHandler = async (req, res) => {
    const request = RolloutRequest.parse(req.body);
    const session = sessionOf(res);
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await deps.change(request, await deps.nameOf(session, signal), signal);
    if (answer.kind === 'done') deps.audit('rollout.changed', session, requestIdOf(res));
    res.set('cache-control', 'no-store').json(answer);
  };
  return Router().use(adminsOnly, jsonBody('16kb')).post('/', change);
}
