import { TellRequest } from '@sidelight/shared/health/request.ts';
import { type RequestHandler, Router } from 'express';
import type { Session } from '../access/session.ts';
import type { Owners } from '../alerts/owners.ts';
import { sessionOf } from './authenticate.ts';
import { jsonBody } from './json-body.ts';
import { sendProblem } from './problem.ts';
import { requestIdOf } from './request-id.ts';

export interface OwnersRouteDeps {
  readonly owners: Pick<Owners, 'report'>;
  audit(session: Session, requestId: string, ticketId: string | undefined): Promise<void>;
}

const TIMEOUT_MS = 3000;

/** `POST /v1/owners/tell`: anybody at a ticket may tell the owner of a field that something is wrong with it. */
export function ownersRoute({ owners, audit }: OwnersRouteDeps): Router {
  const tell: RequestHandler = async (req, res) => {
    const { field, ticketId } = TellRequest.parse(req.body);
    const session = sessionOf(res);
    const answer = await owners.report(field, ticketId, session.locale, AbortSignal.timeout(TIMEOUT_MS));
    if (!answer) return sendProblem(res, 'bad_request', ['field']);
    await audit(session, requestIdOf(res), ticketId);
    res.json(answer);
  };
  return Router().post('/tell', jsonBody('1kb'), tell);
}
