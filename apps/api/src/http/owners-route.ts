import { TellRequest } from '@sidelight/shared/health/request.ts';
import type { RequestHandler, Router } from 'express';
import type { Owners } from '../alerts/owners.ts';
import { sessionOf } from './authenticate.ts';
import type { TicketOf } from './confirmed-ticket.ts';
import { callerOf } from './context-route.ts';
import { jsonBody } from './json-body.ts';
import { sendProblem, sendRefusal } from './problem.ts';
import type { RecordOf } from './record-of.ts';
import { requestIdOf } from './request-id.ts';
import { routes } from './routes.ts';

export interface OwnersRouteDeps {
  readonly owners: Pick<Owners, 'report'>;
  readonly subjectsOf: TicketOf<object>;
  /** Counts one more report of this person: 0, or how long until they may. Each may wake somebody. */
  takeReport(userId: string): number;
  readonly recordOf: RecordOf<'owner.told'>;
}

const TIMEOUT_MS = 3000;
/** Of it. An owner is told soon that the helpdesk is away, too. */
const CONFIRM_MS = 1000;

/**
 * `POST /v1/owners/tell`: anybody at a ticket may tell the owner of a field that something is wrong with it. Of the
 * ticket only what the helpdesk confirms is told; where it does not answer, that there is one is left out.
 */
export function ownersRoute({ owners, subjectsOf, takeReport, recordOf }: OwnersRouteDeps): Router {
  const tell: RequestHandler = async (req, res) => {
    const { field, ticketId: claimed } = TellRequest.parse(req.body);
    const session = sessionOf(res);
    const waitMs = takeReport(session.userId);
    if (waitMs > 0) return sendRefusal(res, { ok: false, code: 'too_many_requests', retryAfterMs: waitMs });
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const soon = AbortSignal.any([signal, AbortSignal.timeout(CONFIRM_MS)]);
    const subjects = claimed === undefined ? 'unverified' : await subjectsOf(callerOf(session), claimed, soon);
    if (subjects === 'unknown_ticket') return sendProblem(res, 'not_found');
    const ticketId = subjects === 'unverified' ? undefined : claimed;
    const record = recordOf('owner.told', session, requestIdOf(res), {
      ...(ticketId !== undefined && { ticketId }),
      about: field,
    });
    const answer = await owners.report(field, ticketId, session.locale, record, signal);
    if (!answer) return sendProblem(res, 'bad_request', ['field']);
    await record.settle();
    res.json(answer);
  };
  return routes().post('/tell', jsonBody('1kb'), tell);
}
