import { HelpdeskId } from '@sidelight/shared/context/request.ts';
import { IssueRequest } from '@sidelight/shared/customer/ticket-issues.ts';
import { type RequestHandler, Router } from 'express';
import type { Session } from '../access/session.ts';
import type { IssueDesk } from '../marks/issue-desk.ts';
import { sessionOf } from './authenticate.ts';
import { jsonBody } from './json-body.ts';
import { sendProblem } from './problem.ts';
import { requestIdOf } from './request-id.ts';

export interface TicketIssuesRouteDeps {
  readonly desk: IssueDesk;
  /** Whether the helpdesk knows such a ticket. */
  subjectsOf(ticketId: string, signal: AbortSignal): Promise<object | 'unknown_ticket' | 'unverified'>;
  audit(action: (typeof actions)[IssueRequest['want']], session: Session, requestId: string, ticketId: string): void;
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
export function ticketIssuesRoute({ desk, subjectsOf, audit }: TicketIssuesRouteDeps): Router {
  /** Nothing is said or done of a ticket that the helpdesk does not know. */
  const onTicket =
    (
      run: (
        ticketId: string,
        signal: AbortSignal,
        req: Parameters<Handler>[0],
        res: Parameters<Handler>[1],
      ) => Promise<void>,
    ): Handler =>
    async (req, res) => {
      const { ticket } = req.params;
      if (!HelpdeskId.safeParse(ticket).success) return sendProblem(res, 'not_found');
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const subjects = await subjectsOf(ticket, signal);
      if (subjects === 'unknown_ticket') return sendProblem(res, 'not_found');
      if (subjects === 'unverified') return sendProblem(res, 'not_checked');
      res.set('cache-control', 'no-store');
      await run(ticket, signal, req, res);
    };

  return Router()
    .get(
      '/:ticket/issues',
      onTicket(async (ticketId, signal, _req, res) => void res.json(await desk.read(ticketId, signal))),
    )
    .post(
      '/:ticket/issues',
      jsonBody('1kb'),
      onTicket(async (ticketId, signal, req, res) => {
        const request = IssueRequest.parse(req.body);
        const session = sessionOf(res);
        const report = await desk.say(ticketId, request, session.userId, signal);
        if (typeof report === 'string') return sendProblem(res, 'not_found');
        audit(actions[request.want], session, requestIdOf(res), ticketId);
        res.json(report);
      }),
    );
}
