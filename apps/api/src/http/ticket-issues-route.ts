import { IssueRequest } from '@sidelight/shared/customer/ticket-issues.ts';
import type { RequestHandler, Router } from 'express';
import type { IssueDesk } from '../marks/issue-desk.ts';
import type { Subjects } from '../sync/desk/ticket-fields.ts';
import { sessionOf } from './authenticate.ts';
import { confirmedTicket, type TicketOf } from './confirmed-ticket.ts';
import { jsonBody } from './json-body.ts';
import { sendProblem } from './problem.ts';
import { sendReadable } from './readable.ts';
import type { RecordOf } from './record-of.ts';
import { requestIdOf } from './request-id.ts';
import { routes } from './routes.ts';

export interface TicketIssuesRouteDeps {
  readonly desk: IssueDesk;
  /** Whom the helpdesk says that a ticket is about. */
  readonly subjectsOf: TicketOf<Subjects>;
  readonly recordOf: RecordOf<(typeof actions)[IssueRequest['want']]>;
}

type Handler = RequestHandler<{ ticket: string }>;

const TIMEOUT_MS = 5000;
const actions = {
  link: 'issue.linked',
  unlink: 'issue.unlinked',
  tell: 'issue.awaited',
  do_not_tell: 'issue.not_awaited',
} as const;

/** `/v1/tickets/:ticket/issues`: which known issues a ticket is linked to, and which it waits for. */
export function ticketIssuesRoute({ desk, subjectsOf, recordOf }: TicketIssuesRouteDeps): Router {
  const read: Handler = async ({ params: { ticket } }, res) => {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    if (!(await confirmedTicket(res, ticket, subjectsOf, signal))) return;
    sendReadable(res, await desk.read(ticket, signal));
  };
  const say: Handler = async ({ params: { ticket }, body }, res) => {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const subjects = await confirmedTicket(res, ticket, subjectsOf, signal);
    if (!subjects) return;
    const request = IssueRequest.parse(body);
    const session = sessionOf(res);
    const of = { ticketId: ticket, requesterId: subjects.contact };
    const record = recordOf(actions[request.want], session, requestIdOf(res), of);
    const report = await desk.say(ticket, request, session.userId, record, signal);
    if (typeof report === 'string') return sendProblem(res, 'not_found');
    sendReadable(res, report);
  };
  return routes().get('/:ticket/issues', read).post('/:ticket/issues', jsonBody('1kb'), say);
}
