import { StepRequest } from '@sidelight/shared/customer/onboarding.ts';
import type { RequestHandler, Router } from 'express';
import type { OnboardingLists } from '../sync/customer/onboarding.ts';
import type { Subjects } from '../sync/desk/ticket-fields.ts';
import { sessionOf } from './authenticate.ts';
import { confirmedTicket, type TicketOf } from './confirmed-ticket.ts';
import { jsonBody } from './json-body.ts';
import { sendProblem } from './problem.ts';
import type { RecordOf } from './record-of.ts';
import { requestIdOf } from './request-id.ts';
import { routes } from './routes.ts';

export interface TicketStepsRouteDeps {
  readonly onboarding: Pick<OnboardingLists, 'tick'>;
  /** Whom the helpdesk says that a ticket is about. */
  readonly subjectsOf: TicketOf<Subjects>;
  readonly recordOf: RecordOf<'onboarding.ticked'>;
}

const TIMEOUT_MS = 3000;

/** `POST /v1/tickets/:ticket/steps`: of what is to be done for the new customer a ticket is about, one step is done, or not. */
export function ticketStepsRoute({ onboarding, subjectsOf, recordOf }: TicketStepsRouteDeps): Router {
  const tick: RequestHandler<{ ticket: string }> = async (req, res) => {
    const { ticket } = req.params;
    const request = StepRequest.parse(req.body);
    const session = sessionOf(res);
    const subjects = await confirmedTicket(res, ticket, subjectsOf, AbortSignal.timeout(TIMEOUT_MS));
    if (!subjects) return;
    const { company, contact } = subjects;
    const of = { ticketId: ticket, requesterId: contact };
    const record = recordOf('onboarding.ticked', session, requestIdOf(res), of);
    const isThere = company !== undefined && (await onboarding.tick(company, request, session.userId, record));
    if (!isThere) return sendProblem(res, 'not_found');
    res.status(204).end();
  };
  return routes().post('/:ticket/steps', jsonBody('1kb'), tick);
}
