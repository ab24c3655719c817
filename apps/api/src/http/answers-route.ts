import type { RequestHandler, Router } from 'express';
import type { Session } from '../access/session.ts';
import type { CorrectionDesk } from '../health/corrections.ts';
import { sessionOf } from './authenticate.ts';
import { confirmedTicket, type TicketOf } from './confirmed-ticket.ts';
import { sendProblem } from './problem.ts';
import { sendReadable } from './readable.ts';
import type { RecordLook, RecordOf } from './record-of.ts';
import { requestIdOf } from './request-id.ts';
import { routes } from './routes.ts';
import { ticketsSeen } from './tickets-seen.ts';

export interface AnswersRouteDeps {
  readonly corrections: CorrectionDesk;
  /** Whether the helpdesk shows them the ticket, where each is asked for. */
  readonly shownTo: TicketOf<object>;
  /** The person's name, stored with what they have put right. */
  nameOf(session: Session, signal: AbortSignal): Promise<string>;
  readonly look: RecordLook<'incident.answers_viewed'>;
  readonly recordOf: RecordOf<'incident.answer_handled' | 'incident.answer_reopened'>;
}

const TIMEOUT_MS = 3000;

/** `/v1/answers/:ticket`: what the person who asks has told the customer there and turned out different; of nobody else's. */
export function answersRoute({ corrections, shownTo, nameOf, look, recordOf }: AnswersRouteDeps): Router {
  const read: RequestHandler<{ ticket: string }> = async (req, res) => {
    const { ticket } = req.params;
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    if (!(await confirmedTicket(res, ticket, shownTo, signal))) return;
    const session = sessionOf(res);
    const found = await corrections.of(ticket, session, signal);
    const seen = found.corrections.flatMap(({ incidentId }) => ticketsSeen([{ ticketId: ticket }], incidentId));
    await look('incident.answers_viewed', session, requestIdOf(res), seen);
    sendReadable(res, found);
  };
  const handled: RequestHandler<{ ticket: string; incident: string }> = async (req, res) => {
    const { ticket, incident } = req.params;
    const session = sessionOf(res);
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    if (!(await confirmedTicket(res, ticket, shownTo, signal))) return;
    const by = await nameOf(session, signal);
    const record = recordOf('incident.answer_handled', session, requestIdOf(res), {
      ticketId: ticket,
      about: incident,
    });
    if (!(await corrections.handle(ticket, incident, session, by, record))) return sendProblem(res, 'not_found');
    res.status(204).end();
  };
  const reopened: RequestHandler<{ ticket: string; incident: string }> = async (req, res) => {
    const { ticket, incident } = req.params;
    const session = sessionOf(res);
    if (!(await confirmedTicket(res, ticket, shownTo, AbortSignal.timeout(TIMEOUT_MS)))) return;
    const record = recordOf('incident.answer_reopened', session, requestIdOf(res), {
      ticketId: ticket,
      about: incident,
    });
    if (!(await corrections.reopen(ticket, incident, session, record))) return sendProblem(res, 'not_found');
    res.status(204).end();
  };
  return routes()
    .get('/:ticket', read)
    .post('/:ticket/:incident/handled', handled)
    .delete('/:ticket/:incident/handled', reopened);
}
