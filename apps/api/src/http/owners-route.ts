import { TellRequest } from '@sidelight/shared/health/request.ts';
import type { RequestHandler, Router } from 'express';
import type { Owners } from '../alerts/owners.ts';
import { sessionOf } from './authenticate.ts';
import { jsonBody } from './json-body.ts';
import { sendProblem } from './problem.ts';
import type { RecordOf } from './record-of.ts';
import { requestIdOf } from './request-id.ts';
import { routes } from './routes.ts';

export interface OwnersRouteDeps {
  readonly owners: Pick<Owners, 'report'>;
  readonly recordOf: RecordOf<'owner.told'>;
}

const TIMEOUT_MS = 3000;

/** `POST /v1/owners/tell`: anybody at a ticket may tell the owner of a field that something is wrong with it. */
export function ownersRoute({ owners, recordOf }: OwnersRouteDeps): Router {
  const tell: RequestHandler = async (req, res) => {
    const { field, ticketId } = TellRequest.parse(req.body);
    const session = sessionOf(res);
    const record = recordOf('owner.told', session, requestIdOf(res), { ticketId, about: field });
    const answer = await owners.report(field, ticketId, session.locale, record, AbortSignal.timeout(TIMEOUT_MS));
    if (!answer) return sendProblem(res, 'bad_request', ['field']);
    await record.settle();
    res.json(answer);
  };
  return routes().post('/tell', jsonBody('1kb'), tell);
}
